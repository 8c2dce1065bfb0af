# Three targets, one for each layer: hiredis, the core, the addon.
#
# Sanitizers: `node-gyp configure -- -Dhicast_sanitize=address,undefined`;
# scripts/asan.sh does that in a directory of its own.
{
  'variables': {
    'hicast_sanitize%': '',
    # "bundled" or "system"; materialises deps/hiredis when that is missing
    'hicast_hiredis': '<!(node scripts/hiredis.js)',
  },
  'target_defaults': {
    'cflags': ['-fvisibility=hidden', '-Wall', '-Wextra'],
    'cflags!': ['-Wno-unused-parameter'],
    'cflags_c': ['-std=gnu11'],
    'xcode_settings': {
      'GCC_SYMBOLS_PRIVATE_EXTERN': 'YES',
      'GCC_C_LANGUAGE_STANDARD': 'gnu11',
      'CLANG_CXX_LANGUAGE_STANDARD': 'gnu++17',
      'MACOSX_DEPLOYMENT_TARGET': '11.0',
      'WARNING_CFLAGS': ['-Wall', '-Wextra'],
    },
    'conditions': [
      ['hicast_sanitize!=""', {
        'cflags': [
          '-fsanitize=<(hicast_sanitize)',
          '-fno-sanitize-recover=all',
          '-fno-omit-frame-pointer',
          '-g',
          '-O1',
        ],
        'cflags!': ['-O3'],
        'ldflags': ['-fsanitize=<(hicast_sanitize)'],
      }],
    ],
  },
  'targets': [
    {
      'target_name': 'hiredis',
      'direct_dependent_settings': {
        'include_dirs': ['<!(node scripts/hiredis.js --include-folder)'],
      },
      'conditions': [
        ['hicast_hiredis=="system"', {
          'type': 'none',
          'direct_dependent_settings': {
            'ldflags': ['<!@(pkg-config --libs-only-L hiredis)'],
            'libraries': ['<!@(pkg-config --libs-only-l hiredis)'],
          },
        }, {
          'type': 'static_library',
          # async.c includes dict.c
          'sources': [
            'deps/hiredis/alloc.c',
            'deps/hiredis/async.c',
            'deps/hiredis/hiredis.c',
            'deps/hiredis/net.c',
            'deps/hiredis/read.c',
            'deps/hiredis/sds.c',
            'deps/hiredis/sockcompat.c',
          ],
          'include_dirs': ['deps/hiredis'],
          # what is not ours need not please our warnings
          'cflags': ['-w'],
          'xcode_settings': {'WARNING_CFLAGS': ['-w']},
          'conditions': [
            ['OS=="win"', {
              'link_settings': {'libraries': ['-lws2_32', '-lcrypt32']},
            }],
          ],
        }],
      ],
    },
    {
      'target_name': 'hicast_core',
      'type': 'static_library',
      'dependencies': ['hiredis'],
      'export_dependent_settings': ['hiredis'],
      'sources': ['<!@(node scripts/core-sources.js)'],
      'include_dirs': ['src/core'],
      'direct_dependent_settings': {'include_dirs': ['src/core']},
    },
    {
      'target_name': 'hicast',
      'dependencies': ['hicast_core'],
      'sources': [
        'src/binding/addon.cc',
        'src/binding/broker_wrap.cc',
        'src/binding/connection.cc',
        'src/binding/connection_wrap.cc',
        'src/binding/convert.cc',
        'src/binding/deliver.cc',
        'src/binding/deliver_life.cc',
        'src/binding/settings.cc',
        'src/binding/tls.cc',
      ],
      'include_dirs': ['<!@(node -p "require(\'node-addon-api\').include")'],
      'defines': [
        'NAPI_VERSION=8',
        'NODE_ADDON_API_DISABLE_CPP_EXCEPTIONS',
        'NODE_ADDON_API_DISABLE_DEPRECATED',
        # a worker may end inside any call of ours; without this,
        # node-addon-api ends the process when it cannot throw then
        'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
      ],
    },
  ],
}
