// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { fileURLToPath } from 'node:url';

import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

// The types carry no @deprecated tags: these work today and are deprecated by a newer GTK or libadwaita than the
// oldest that we support.
const deprecated = {
    Adw: 'MessageDialog|AboutWindow|PreferencesWindow|Leaflet|Flap|Squeezer|ViewSwitcherTitle',
    Gtk: [
        'Dialog|MessageDialog|Assistant|AssistantPage|InfoBar|ComboBox|ComboBoxText|TreeView|TreeViewColumn|IconView',
        'ListStore|TreeStore|CellRenderer\\w*|EntryCompletion|StyleContext|Statusbar|LockButton|VolumeButton',
        'ColorButton|FontButton|AppChooser\\w*|FileChooserDialog|FileChooserWidget|Shortcuts\\w+',
    ].join('|'),
};

const noDeprecated = Object.entries(deprecated).flatMap(([library, names]) =>
    [
        `MemberExpression[object.name="${library}"][property.name=/^(${names})$/]`,
        `TSQualifiedName[left.name="${library}"][right.name=/^(${names})$/]`,
    ].map(selector => ({ selector, message: `Deprecated in a newer ${library}.` })),
);

const versionedImports = {
    regex: '^gi://[^?]+$',
    message: 'Pin the version: gi://Adw?version=1.',
};

export default defineConfig(
    { ignores: ['build/', 'node_modules/', '**/fixtures/'] },
    {
        files: ['**/*.ts'],
        extends: [typescript.configs.strict],
        languageOptions: {
            parserOptions: {
                project: ['tsconfig.json', 'tsconfig.test.json', 'tsconfig.test-gjs.json'],
                tsconfigRootDir: fileURLToPath(new URL('.', import.meta.url)),
            },
        },
        rules: {
            eqeqeq: 'error',
            'no-var': 'error',
            'prefer-const': 'error',
            'object-shorthand': 'error',
            '@typescript-eslint/ban-ts-comment': [
                'error',
                { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true, 'ts-check': true },
            ],
            '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
            '@typescript-eslint/explicit-module-boundary-types': 'error',
            '@typescript-eslint/no-explicit-any': 'error',
            '@typescript-eslint/no-unused-vars': [
                'error',
                { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
            ],
            // A promise that nobody waits for hides its error: GJS ends with code 0 on an unhandled rejection.
            '@typescript-eslint/no-floating-promises': [
                'error',
                {
                    allowForKnownSafeCalls: [
                        { from: 'package', package: 'node:test', name: ['describe', 'it', 'test', 'suite'] },
                    ],
                },
            ],
            '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
            '@typescript-eslint/await-thenable': 'error',
            '@typescript-eslint/switch-exhaustiveness-check': [
                'error',
                { considerDefaultExhaustiveForUnions: true },
            ],
            'no-restricted-imports': ['error', { patterns: [versionedImports] }],
        },
    },
    {
        files: ['src/app/**/*.ts'],
        rules: { 'no-restricted-syntax': ['error', ...noDeprecated] },
    },
    {
        files: ['src/backend/**/*.ts'],
        rules: {
            'no-restricted-imports': [
                'error',
                {
                    patterns: [
                        versionedImports,
                        { regex: '/app/', message: 'The helper knows nothing of the app.' },
                        { regex: '^gi://(Gtk|Gdk|Adw)\\b', message: 'The helper runs as root, without GTK.' },
                    ],
                },
            ],
        },
    },
    {
        files: ['**/*.mjs'],
        extends: [typescript.configs.strict],
        rules: { eqeqeq: 'error', 'prefer-const': 'error', 'object-shorthand': 'error' },
    },
);
