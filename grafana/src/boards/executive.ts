import { accountsTable, topAccounts } from '../accounts';
import { bands } from '../bands';
import { Board, everyFilter, line } from '../frame';
import { figures, layers, mapped, rows, stacked } from '../panels';
import { labelled } from '../queries';

const worse = ['from="healthy", to=~"watch|at_risk"', 'from="watch", to="at_risk"'];
const better = ['from="at_risk", to=~"watch|healthy"', 'from="watch", to="healthy"'];
const judged = 'healthy|watch|at_risk';
const movements: [string, string[]][] = [
  ['Fell to a worse band', worse],
  ['Rose to a better band', better],
  ['Can no longer be judged', [`from=~"${judged}", to=~"held|unknown"`]],
  ['Can be judged again', [`from=~"held|unknown", to=~"${judged}"`]],
  ['New customers', ['from="not_scored"']],
  ['Left', ['to="not_scored"']],
];

/** A row for each kind of movement, in their order. */
const moved = (metric: string, window: string) =>
  movements
    .map(([, selectors], place) => {
      const series = selectors.map((selector) => `${metric}{window="${window}", ${selector}}`).join(' or ');
      return labelled(`sum(${series})`, 'movement', String(place));
    })
    .join(' or ');

const movementTexts = {
  type: 'value',
  options: Object.fromEntries(movements.map(([text], place) => [String(place), { text, index: place }])),
} as never;

export const executive: Board = {
  uid: 'vitals-executive',
  title: 'Executive overview',
  folder: 'leaders',
  question: 'Where is risk, why, and what do we do next?',
  from: 'now-24h',
  chooses: everyFilter,
  lines: [
    line(
      5,
      [
        12,
        figures(
          { title: 'Accounts, whole company', metric: 'vitals_portfolio_accounts' },
          bands,
          (band) => `sum(vitals_portfolio_accounts{band="${band}"})`,
        ),
      ],
      [
        12,
        figures(
          { title: 'ARR, whole company ($currency)', metric: 'vitals_portfolio_arr_currency_units' },
          bands,
          (band) => `sum(vitals_portfolio_arr_currency_units{band="${band}"})`,
        ).decimals(1),
      ],
    ),
    line(
      8,
      [
        7,
        layers(
          {
            title: 'ARR that renews within 90 days ($currency)',
            metric: 'vitals_renewals_arr_currency_units',
            says: 'By days until the renewal and by band.',
          },
          'due',
          bands,
          (band) => `sum by (due) (vitals_renewals_arr_currency_units{band="${band}"})`,
        ).mappings([dueTexts()]),
      ],
      [
        10,
        rows(
          {
            title: 'What moved (ARR in $currency)',
            metric: 'vitals_band_movements_accounts',
            says: 'Accounts and their ARR by how their band changed.',
            unit: 'short',
          },
          'movement',
          [
            {
              title: 'Movement',
              label: 'movement',
              expr: moved('vitals_band_movements_accounts', '7d'),
              properties: [mapped(movementTexts)],
            },
            { title: '7 days', width: 62 },
            { title: 'ARR', expr: moved('vitals_band_movements_arr_currency_units', '7d'), width: 74 },
            { title: '28 days', expr: moved('vitals_band_movements_accounts', '28d'), width: 66 },
            { title: 'ARR ', expr: moved('vitals_band_movements_arr_currency_units', '28d'), width: 74 },
          ],
        ),
      ],
      [
        7,
        stacked(
          { title: 'Accounts by band', metric: 'vitals_portfolio_accounts' },
          bands,
          (band) => `sum(vitals_portfolio_accounts{band="${band}"})`,
        ),
      ],
    ),
    { heading: 'Of the accounts chosen above' },
    line(9, [
      24,
      accountsTable(
        {
          title: 'Top accounts at risk (ARR in $currency)',
          says: 'Those with the most ARR. An account whose ARR is not known is not among them.',
          quiet: true,
        },
        topAccounts(12, 'vitals_account_health_state_info{count_band="at_risk"}'),
        ['segment', 'band', 'score', 'arr', 'driver', 'renewal', 'due', 'owner'],
        'ARR',
      ),
    ]),
  ],
};

function dueTexts() {
  const texts = { overdue: 'Overdue', '0_30': '0-30 days', '31_60': '31-60 days', '61_90': '61-90 days' };
  return {
    type: 'value',
    options: Object.fromEntries(Object.entries(texts).map(([key, text], index) => [key, { text, index }])),
  } as never;
}
