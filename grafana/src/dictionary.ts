// What may be shown: the metric dictionary, the recording rules, and a list of metrics of the platform.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const PROJECT = process.cwd();
const DICTIONARY = process.env.VITALS_DICTIONARY ?? join(PROJECT, '../schemas/src/main/resources/metrics.yaml');
const RULES = join(PROJECT, '../alerts/rules');

interface Entry {
  name: string;
  definition: string;
  unit: string;
}

const document = parse(readFileSync(DICTIONARY, 'utf8')) as { inputs: Entry[]; metrics: Entry[] };
const metrics = new Map(document.metrics.map((entry) => [entry.name, entry]));
const others = new Set([
  ...readdirSync(RULES).flatMap((file) =>
    [...readFileSync(join(RULES, file), 'utf8').matchAll(/- record: (\S+)/g)].map((match) => match[1]),
  ),
  ...readFileSync(join(PROJECT, 'platform-metrics.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')),
]);

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
    if (!others.has(name)) metric(name);
  }
  return expression;
}
