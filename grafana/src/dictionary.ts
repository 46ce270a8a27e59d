// The metric dictionary: what may be shown, and what it is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const DICTIONARY = join(process.cwd(), '../schemas/src/main/resources/metrics.yaml');

interface Entry {
  name: string;
  definition: string;
  unit: string;
}

const document = parse(readFileSync(DICTIONARY, 'utf8')) as Record<'inputs' | 'metrics' | 'rules' | 'foreign', Entry[]>;
const metrics = new Map(
  [...document.metrics, ...document.rules, ...document.foreign].map((entry) => [entry.name, entry]),
);

/** The dictionary's entry of a metric; fails for one that it does not know. */
export function metric(name: string): Entry {
  const entry = metrics.get(name);
  if (entry === undefined) {
    throw new Error(`${name} is not in the metric dictionary`);
  }
  return entry;
}

/** The inputs of the score, in the order of the driver ledger. */
export const inputs = document.inputs.map((entry) => ({ ...entry, title: inputTitle(entry) }));

/** "adoption.weekly_active_seats_ratio" is "Weekly active seats" to people. */
function inputTitle(entry: Entry): string {
  if (entry.name === 'commercial.noticed_arr_ratio') return 'ARR under notice';
  const words = entry.name
    .replace(/^[a-z]+\./, '')
    .replace(/_(ratio|days|hours|28d|90d_ratio)$/, '')
    .replaceAll('_', ' ')
    .replace(/\b(arr|csat)\b/, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Grafana's unit for the dictionary's. Instants are to be multiplied by 1000. */
export function unitOf(name: string): string {
  const unit = metric(name).unit;
  if (unit.startsWith('ratio, 0 to 1')) return 'percentunit';
  if (unit.startsWith('seconds since') || unit === 'unix time') return 'dateTimeAsIso';
  if (unit === 'seconds') return 's';
  return 'short';
}

/** Names of the metrics that an expression reads. */
export function metricsIn(expression: string): string[] {
  const bare = expression
    .replace(/"(?:[^"\\]|\\.)*"/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, '');
  return [...bare.matchAll(/(?<![\w:$.])[a-zA-Z_:][\w:]*(?!\s*\(|[\w:])/g)]
    .map((match) => match[0])
    .filter((word) => !['and', 'or', 'unless', 'offset', 'bool', 'by', 'on'].includes(word));
}

/** Fails if an expression reads what nothing defines. */
export function checked(expression: string): string {
  for (const name of metricsIn(expression)) {
    metric(name);
  }
  return expression;
}
