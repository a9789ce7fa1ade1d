import type {
  EnvironmentState,
  Release,
  ReleaseStation,
} from '@heal7/backstage-plugin-delivery-common';

/** @internal */
export interface StationView {
  station: ReleaseStation;
  /** Fixed stations are translated; an environment says its own title. */
  label:
    | { key: 'journey.commit' | 'journey.gates' | 'journey.image' }
    | { title: string };
}

const fixed = {
  commit: 'journey.commit',
  gates: 'journey.gates',
  image: 'journey.image',
} as const;

const isFixed = (id: string): id is keyof typeof fixed => id in fixed;

/** @internal */
export function stationViews(
  release: Release,
  environments: readonly EnvironmentState[],
): StationView[] {
  return release.stations.map(station => ({
    station,
    label: isFixed(station.id)
      ? { key: fixed[station.id] }
      : {
          title:
            environments.find(({ name }) => name === station.id)?.title ??
            station.id,
        },
  }));
}

/** A release that went all the way needs one line; what is moving or went wrong needs the details. @internal */
export const isUneventful = (release: Release): boolean =>
  release.complete && release.stations.every(({ state }) => state === 'passed');
