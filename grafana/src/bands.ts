// Bands and states as people see them: order, words and colours that the colour-blind can tell apart. Grey is not green.
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';

export const colours = {
  healthy: '#2F9E77',
  watch: '#D69326',
  atRisk: '#D0463B',
  held: '#7B8087',
  unknown: '#B9BEC5',
  plain: '#6C9BD2',
} as const;

export interface Band {
  key: string;
  title: string;
  colour: string;
}

/** The five classes that sum to the active accounts, best first. */
export const bands: Band[] = [
  { key: 'healthy', title: 'Healthy', colour: colours.healthy },
  { key: 'watch', title: 'Watch', colour: colours.watch },
  { key: 'at_risk', title: 'At risk', colour: colours.atRisk },
  { key: 'held', title: 'Held', colour: colours.held },
  { key: 'unknown', title: 'Unknown', colour: colours.unknown },
];

const notScored: Band = { key: 'not_scored', title: 'Not a customer now', colour: '#5A5F66' };

/** States of a source, best first. */
export const sourceStates: Band[] = [
  { key: 'fresh', title: 'Fresh', colour: colours.healthy },
  { key: 'late', title: 'Late', colour: colours.watch },
  { key: 'recovering', title: 'Recovering', colour: colours.held },
  { key: 'stale', title: 'Stale', colour: '#A65E58' },
  { key: 'silent', title: 'Silent', colour: colours.atRisk },
];

export const severities: Band[] = [
  { key: 'critical', title: 'Critical', colour: colours.atRisk },
  { key: 'warning', title: 'Warning', colour: colours.watch },
  { key: 'info', title: 'Info', colour: colours.plain },
];

const inputStates: Band[] = [
  { key: 'fresh', title: 'Fresh', colour: colours.healthy },
  { key: 'late', title: 'Late', colour: colours.watch },
  { key: 'stale', title: 'Held', colour: colours.held },
  { key: 'missing', title: 'Unknown', colour: colours.unknown },
];

/** Words and colours for texts, as a column of a table has them. */
export function texts(states: Band[]): dashboard.ValueMapping {
  return {
    type: dashboard.MappingType.ValueToText,
    options: Object.fromEntries(
      states.map((state, index) => [state.key, { text: state.title, color: state.colour, index }]),
    ),
  } as dashboard.ValueMapping;
}

/** Words and colours for the places of states in their list, as {@link placeOf} counts them. */
export function places(states: Band[]): dashboard.ValueMapping {
  return texts(states.map((state, place) => ({ ...state, key: String(place) })));
}

/** Which place in the list a labelled series holds: one number that a timeline can draw. */
export function placeOf(states: Band[], series: (key: string) => string): string {
  return states.map((state, place) => `${place} * (${series(state.key)})`).join(' or ');
}

export const accountBands = [...bands, notScored];
export const bandTexts = texts(accountBands);
export const inputStateTexts = texts(inputStates);
export const severityPlaces = places([...severities].reverse());

/** How grave, as a number that tables can sort by: the place that {@link severityPlaces} has words for. */
export const gravity = (series: (severity: string) => string) =>
  placeOf([...severities].reverse(), (severity) => `${series(severity)} > bool 0`);
export const sourceStateTexts = texts(sourceStates);

/** snake_case of labels, read aloud. */
export const words: dashboard.ValueMapping[] = [2, 3, 4].map(
  (parts) =>
    ({
      type: dashboard.MappingType.RegexToText,
      options: {
        pattern: `^${Array(parts).fill('([a-z0-9]+)').join('_')}$`,
        result: { text: Array.from({ length: parts }, (_, part) => `$${part + 1}`).join(' '), index: parts },
      },
    }) as dashboard.ValueMapping,
);
