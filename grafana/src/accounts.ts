// Tables of accounts: people read names, links carry ids.
import { bandTexts, colours, texts, words } from './bands';
import { inputs } from './dictionary';
import { toAccount } from './frame';
import { About, Column, left, mapped, onColour, rows } from './panels';
import { NOW, each, named, ofChosen } from './queries';

/** Titles of the inputs for a column that holds their names. */
export const inputTexts = texts(
  inputs.map((input) => ({ key: input.name, title: input.title, colour: colours.plain })),
);

export const DATE = 'time:YYYY-MM-DD';

/** The chosen accounts with the most ARR of those that a selector names. */
export const topAccounts = (count: number, of: string) =>
  `topk(${count}, ${each('vitals_account_arr_currency_units')} and on (account_id) (${of}) and on (account_id) ${ofChosen('vitals_account_info')})`;

type Known = (accounts: string) => Column[];

/** What can be said of an account. The first columns are always there: its id, for links, and its name. */
const known: Record<string, Known> = {
  segment: () => [{ title: 'Segment', label: 'segment', width: 110, properties: [mapped(...words)] }],
  owner: () => [{ title: 'Owner', label: 'owner_id', width: 92 }],
  band: (accounts) => [
    {
      title: 'Band',
      label: 'count_band',
      expr: `max by (account_id, count_band) (vitals_account_health_state_info) and on (account_id) (${accounts})`,
      width: 78,
      properties: [mapped(bandTexts), onColour],
    },
  ],
  score: (accounts) => [
    {
      title: 'Score',
      expr: `${each('vitals_account_health_score')} and on (account_id) (${accounts})`,
      width: 60,
      properties: [{ id: 'decimals', value: 0 }],
    },
  ],
  arr: (accounts) => [
    {
      title: 'ARR',
      expr: `${each('vitals_account_arr_currency_units')} and on (account_id) (${accounts})`,
      width: 78,
      properties: [],
    },
  ],
  driver: (accounts) => [
    {
      title: 'First driver',
      label: 'input',
      expr: `max by (account_id, input) (vitals_account_health_first_driver_info) and on (account_id) (${accounts})`,
      properties: [mapped(inputTexts)],
    },
  ],
  renewal: (accounts) => [
    {
      title: 'Renewal',
      expr: `1000 * ${each('vitals_account_renewal_timestamp_seconds')} and on (account_id) (${accounts})`,
      unit: DATE,
      width: 110,
    },
  ],
  due: (accounts) => [
    {
      title: 'In',
      expr: `ceil((${each('vitals_account_renewal_timestamp_seconds')} - ${NOW}) / 86400) and on (account_id) (${accounts})`,
      unit: 'suffix:days',
      width: 90,
    },
  ],
};

/** A table of accounts, with what is wanted of each. */
export function accountsTable(
  about: About,
  accounts: string,
  wanted: string[],
  sortBy: string,
  ascending = false,
  more: Column[] = [],
) {
  return rows(
    about,
    'account_id',
    [
      { title: 'account_id', label: 'account_id', expr: named(accounts), hidden: true },
      { title: 'Account', label: 'name', properties: [toAccount, left] },
      ...wanted.flatMap((name) => known[name](accounts)),
      ...more,
    ],
    sortBy,
    ascending,
  );
}
