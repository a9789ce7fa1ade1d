import { contained } from './contained';

/** What a program finds when it runs in the root of another system. */
export interface Entry {
  root: string;
  folder: string;
  /** User and group. */
  id: number;
  env: Readonly<Record<string, string>>;
  /** Alone with its own loopback, or with the network of the machine. */
  network: 'own' | 'machine';
  /** Files and folders of the machine, by the path they get; a path below /tmp is made. */
  shown?: Readonly<Record<string, { from: string; writable?: boolean }>>;
}

/**
 * Like a container: the root cannot be written to, /tmp is empty and can, no privileges beside the user's. Everything is
 * mounted in a namespace that is gone with the program.
 */
const SCRIPT = `
root=$1 folder=$2 id=$3 network=$4 shown=$5 count=$6
shift 6
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for name in null zero full random urandom; do
  touch "$root/dev/$name"
  mount --bind "/dev/$name" "$root/dev/$name"
done
mkdir "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
for _ in $(seq "$shown"); do
  mkdir -p "$(dirname "$root$2")"
  if [ -d "$1" ]; then mkdir -p "$root$2"; else touch "$root$2"; fi
  mount --bind "$1" "$root$2"
  if [ "$3" = ro ]; then mount -o remount,bind,ro "$root$2"; fi
  shift 3
done
if [ "$network" = own ]; then ip link set lo up; fi
exec "$(command -v setpriv)" --no-new-privs --inh-caps=-all "$(command -v env)" -i "\${@:1:$count}" "$(command -v unshare)" \
  --root="$root" --wd="$folder" --setgid="$id" --setuid="$id" -- "\${@:$((count + 1))}"
`;

/** The command that runs another one inside of a root. */
export function enterRoot(
  { root, folder, id, env, network, shown = {} }: Entry,
  command: readonly string[],
): [string, string[]] {
  const places = Object.entries(shown).flatMap(([to, { from, writable }]) => [
    from,
    to,
    writable ? 'rw' : 'ro',
  ]);
  const settings = Object.entries(env).map(
    ([name, value]) => `${name}=${value}`,
  );
  return contained(
    'bash',
    [
      // Bash takes the pipes of Node for a remote shell's, and would read the start-up files of the machine first.
      '--norc',
      '-euc',
      SCRIPT,
      'enter',
      root,
      folder,
      String(id),
      network,
      String(places.length / 3),
      String(settings.length),
      ...places,
      ...settings,
      ...command,
    ],
    ['--ipc', '--uts', ...(network === 'own' ? ['--net'] : [])],
  );
}
