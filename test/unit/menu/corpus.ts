// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import arch2013Dual from './fixtures/arch-2013-dual.txt';
import arch2013DualGolden from './fixtures/arch-2013-dual.snap';
import archTodaySyslinux from './fixtures/arch-today-syslinux.txt';
import archTodaySyslinuxGolden from './fixtures/arch-today-syslinux.snap';
import archTodaySystemdBoot from './fixtures/arch-today-systemd-boot.txt';
import archTodaySystemdBootGolden from './fixtures/arch-today-systemd-boot.snap';
import brokenMenu from './fixtures/broken-menu.txt';
import brokenMenuGolden from './fixtures/broken-menu.snap';
import clonezillaSyslinux from './fixtures/clonezilla-syslinux.txt';
import clonezillaSyslinuxGolden from './fixtures/clonezilla-syslinux.snap';
import debian12GrubLanguages from './fixtures/debian-12-grub-languages.txt';
import debian12GrubLanguagesGolden from './fixtures/debian-12-grub-languages.snap';
import debian12Isolinux from './fixtures/debian-12-isolinux.txt';
import debian12IsolinuxGolden from './fixtures/debian-12-isolinux.snap';
import debian2011Vesamenu from './fixtures/debian-2011-vesamenu.txt';
import debian2011VesamenuGolden from './fixtures/debian-2011-vesamenu.snap';
import debianLive2007Prompt from './fixtures/debian-live-2007-prompt.txt';
import debianLive2007PromptGolden from './fixtures/debian-live-2007-prompt.snap';
import fedora2013Isolinux from './fixtures/fedora-2013-isolinux.txt';
import fedora2013IsolinuxGolden from './fixtures/fedora-2013-isolinux.snap';
import fedoraTodayGrub from './fixtures/fedora-today-grub.txt';
import fedoraTodayGrubGolden from './fixtures/fedora-today-grub.snap';
import grml2012Isolinux from './fixtures/grml-2012-isolinux.txt';
import grml2012IsolinuxGolden from './fixtures/grml-2012-isolinux.snap';
import grmlTodayGrub from './fixtures/grml-today-grub.txt';
import grmlTodayGrubGolden from './fixtures/grml-today-grub.snap';
import hostileTitles from './fixtures/hostile-titles.txt';
import hostileTitlesGolden from './fixtures/hostile-titles.snap';
import kaliIsolinux from './fixtures/kali-isolinux.txt';
import kaliIsolinuxGolden from './fixtures/kali-isolinux.snap';
import manjaroGrub from './fixtures/manjaro-grub.txt';
import manjaroGrubGolden from './fixtures/manjaro-grub.snap';
import mintIsolinux from './fixtures/mint-isolinux.txt';
import mintIsolinuxGolden from './fixtures/mint-isolinux.snap';
import multibootLoopback from './fixtures/multiboot-loopback.txt';
import multibootLoopbackGolden from './fixtures/multiboot-loopback.snap';
import noMenu from './fixtures/no-menu.txt';
import noMenuGolden from './fixtures/no-menu.snap';
import opensuse2014Gfxboot from './fixtures/opensuse-2014-gfxboot.txt';
import opensuse2014GfxbootGolden from './fixtures/opensuse-2014-gfxboot.snap';
import opensuseTodayGrub from './fixtures/opensuse-today-grub.txt';
import opensuseTodayGrubGolden from './fixtures/opensuse-today-grub.snap';
import popOsGrub from './fixtures/pop-os-grub.txt';
import popOsGrubGolden from './fixtures/pop-os-grub.snap';
import rocky9Efi from './fixtures/rocky-9-efi.txt';
import rocky9EfiGolden from './fixtures/rocky-9-efi.snap';
import slaxSyslinux from './fixtures/slax-syslinux.txt';
import slaxSyslinuxGolden from './fixtures/slax-syslinux.snap';
import systemrescueGrub from './fixtures/systemrescue-grub.txt';
import systemrescueGrubGolden from './fixtures/systemrescue-grub.snap';
import tailsSyslinux from './fixtures/tails-syslinux.txt';
import tailsSyslinuxGolden from './fixtures/tails-syslinux.snap';
import ubuntu1004Included from './fixtures/ubuntu-10.04-included.txt';
import ubuntu1004IncludedGolden from './fixtures/ubuntu-10.04-included.snap';
import ubuntu2004Isolinux from './fixtures/ubuntu-20.04-isolinux.txt';
import ubuntu2004IsolinuxGolden from './fixtures/ubuntu-20.04-isolinux.snap';
import ubuntu2006Gfxboot from './fixtures/ubuntu-2006-gfxboot.txt';
import ubuntu2006GfxbootGolden from './fixtures/ubuntu-2006-gfxboot.snap';
import ubuntu2404Grub from './fixtures/ubuntu-24.04-grub.txt';
import ubuntu2404GrubGolden from './fixtures/ubuntu-24.04-grub.snap';
import voidDracut from './fixtures/void-dracut.txt';
import voidDracutGolden from './fixtures/void-dracut.snap';

/** Media in the shape of real ones, from 2006 on: as they are read, and what becomes of their menus. */
export const CORPUS: readonly { readonly name: string; readonly text: string; readonly golden: string }[] = [
    { name: 'arch-2013-dual', text: arch2013Dual, golden: arch2013DualGolden },
    { name: 'arch-today-syslinux', text: archTodaySyslinux, golden: archTodaySyslinuxGolden },
    { name: 'arch-today-systemd-boot', text: archTodaySystemdBoot, golden: archTodaySystemdBootGolden },
    { name: 'broken-menu', text: brokenMenu, golden: brokenMenuGolden },
    { name: 'clonezilla-syslinux', text: clonezillaSyslinux, golden: clonezillaSyslinuxGolden },
    { name: 'debian-12-grub-languages', text: debian12GrubLanguages, golden: debian12GrubLanguagesGolden },
    { name: 'debian-12-isolinux', text: debian12Isolinux, golden: debian12IsolinuxGolden },
    { name: 'debian-2011-vesamenu', text: debian2011Vesamenu, golden: debian2011VesamenuGolden },
    { name: 'debian-live-2007-prompt', text: debianLive2007Prompt, golden: debianLive2007PromptGolden },
    { name: 'fedora-2013-isolinux', text: fedora2013Isolinux, golden: fedora2013IsolinuxGolden },
    { name: 'fedora-today-grub', text: fedoraTodayGrub, golden: fedoraTodayGrubGolden },
    { name: 'grml-2012-isolinux', text: grml2012Isolinux, golden: grml2012IsolinuxGolden },
    { name: 'grml-today-grub', text: grmlTodayGrub, golden: grmlTodayGrubGolden },
    { name: 'hostile-titles', text: hostileTitles, golden: hostileTitlesGolden },
    { name: 'kali-isolinux', text: kaliIsolinux, golden: kaliIsolinuxGolden },
    { name: 'manjaro-grub', text: manjaroGrub, golden: manjaroGrubGolden },
    { name: 'mint-isolinux', text: mintIsolinux, golden: mintIsolinuxGolden },
    { name: 'multiboot-loopback', text: multibootLoopback, golden: multibootLoopbackGolden },
    { name: 'no-menu', text: noMenu, golden: noMenuGolden },
    { name: 'opensuse-2014-gfxboot', text: opensuse2014Gfxboot, golden: opensuse2014GfxbootGolden },
    { name: 'opensuse-today-grub', text: opensuseTodayGrub, golden: opensuseTodayGrubGolden },
    { name: 'pop-os-grub', text: popOsGrub, golden: popOsGrubGolden },
    { name: 'rocky-9-efi', text: rocky9Efi, golden: rocky9EfiGolden },
    { name: 'slax-syslinux', text: slaxSyslinux, golden: slaxSyslinuxGolden },
    { name: 'systemrescue-grub', text: systemrescueGrub, golden: systemrescueGrubGolden },
    { name: 'tails-syslinux', text: tailsSyslinux, golden: tailsSyslinuxGolden },
    { name: 'ubuntu-10.04-included', text: ubuntu1004Included, golden: ubuntu1004IncludedGolden },
    { name: 'ubuntu-20.04-isolinux', text: ubuntu2004Isolinux, golden: ubuntu2004IsolinuxGolden },
    { name: 'ubuntu-2006-gfxboot', text: ubuntu2006Gfxboot, golden: ubuntu2006GfxbootGolden },
    { name: 'ubuntu-24.04-grub', text: ubuntu2404Grub, golden: ubuntu2404GrubGolden },
    { name: 'void-dracut', text: voidDracut, golden: voidDracutGolden },
];
