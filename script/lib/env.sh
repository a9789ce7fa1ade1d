# Sourced by every script: finds the repository and puts a Node.js and Yarn that fit first in PATH.
# The machine's own Node.js is used when it is version 22 or 24; otherwise the one pinned in toolchain/.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
TOOLCHAIN="$ROOT/toolchain/node_modules"

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

use_toolchain() {
  local os arch own
  own="$(node --version 2>/dev/null || true)"
  case "$own" in
    v22.*|v24.*) ;;
    *)
      os="$(uname -s | tr '[:upper:]' '[:lower:]')"
      case "$(uname -m)" in
        x86_64|amd64) arch=x64 ;;
        aarch64|arm64) arch=arm64 ;;
        *) arch="$(uname -m)" ;;
      esac
      if [ -x "$TOOLCHAIN/node-$os-$arch/bin/node" ]; then
        PATH="$TOOLCHAIN/node-$os-$arch/bin:$PATH"
      fi
      ;;
  esac
  PATH="$TOOLCHAIN/.bin:$PATH"
  export PATH
}

use_toolchain

# Runs a TypeScript file of this repository: run_ts packages/x/src/main.ts ARG…
run_ts() {
  local file="$1"
  shift
  node --require "$ROOT/node_modules/@backstage/cli/config/nodeTransform.cjs" "$ROOT/$file" "$@"
}
