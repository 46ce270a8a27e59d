import { accountsTable, topAccounts } from '../accounts';
import { bands, colours, words } from '../bands';
import { Board, everyFilter, line, linkTo, links } from '../frame';
import { aloud, bars, layers, lines, rows, titled } from '../panels';
import { CHOSEN, NOW, each, ofChosen } from '../queries';
import { alertColumns } from '../alerts';

const reasons = [
  'pricing',
  'features',
  'support',
  'budget',
  'competitor',
  'product_fit',
  'business_closed',
  'other',
  'unknown',
];
const reasonColours = [
  '#8F6CC0',
  '#6C9BD2',
  '#4FB0A5',
  '#C9A27A',
  '#3F6FA8',
  '#8C9A5B',
  '#B5739D',
  colours.held,
  colours.unknown,
];
const churnReasons = reasons.map((key, index) => ({
  key,
  title: key.charAt(0).toUpperCase() + key.slice(1).replace('_', ' '),
  colour: reasonColours[index],
}));

const arr = each('vitals_account_arr_currency_units');

/** What the owner's accounts sum up to. */
const ofOwner = (accounts: string) =>
  `sum by (owner_id) ((${accounts}) * on (account_id) group_left (owner_id) max by (account_id, owner_id) (${CHOSEN}))`;
const inBand = (band: string) => `${each(`vitals_account_health_state_info{count_band=~"${band}"}`)}`;
const active = inBand('healthy|watch|at_risk|held|unknown');
/** An owner none of whose accounts is so has none: 0 is the truth. */
const orNone = (expression: string) => `${expression} or 0 * ${ofOwner(active)}`;
const dueSoon = `${arr} and on (account_id) (${each('vitals_account_renewal_timestamp_seconds')} - ${NOW} < 90 * 86400)`;

export const segments: Board = {
  uid: 'vitals-segments',
  title: 'Segments and owners',
  folder: 'leaders',
  question: 'Which segment or owner carries the risk, and why do customers leave?',
  from: 'now-24h',
  chooses: everyFilter,
  lines: [
    line(
      8,
      [
        8,
        layers(
          { title: 'Accounts by segment', metric: 'vitals_segment_accounts' },
          'segment',
          bands,
          (band) => `sum by (segment) (vitals_segment_accounts{segment=~"$segment", band="${band}"})`,
        ).mappings(words),
      ],
      [
        8,
        layers(
          { title: 'ARR by segment ($currency)', metric: 'vitals_segment_arr_currency_units' },
          'segment',
          bands,
          (band) => `sum by (segment) (vitals_segment_arr_currency_units{segment=~"$segment", band="${band}"})`,
        ).mappings(words),
      ],
      [
        8,
        layers(
          {
            title: 'Why customers left, last 90 days',
            metric: 'vitals_churned_accounts',
            says: 'By segment and the reason that the CRM gives.',
            quiet: true,
          },
          'segment',
          churnReasons,
          (reason) =>
            `sum by (segment) (vitals_churned_accounts{window="90d", segment=~"$segment", reason="${reason}"})`,
        ).mappings(words),
      ],
    ),
    line(
      7,
      [
        8,
        layers(
          { title: 'ARR by region ($currency)', metric: 'vitals_region_arr_currency_units' },
          'region',
          bands,
          (band) => `sum by (region) (vitals_region_arr_currency_units{region=~"$region", band="${band}"})`,
        ).mappings(words),
      ],
      [
        8,
        layers(
          { title: 'ARR by tier ($currency)', metric: 'vitals_tier_arr_currency_units' },
          'tier',
          bands,
          (band) => `sum by (tier) (vitals_tier_arr_currency_units{tier=~"$tier", band="${band}"})`,
        ).mappings(words),
      ],
      [
        8,
        aloud(
          lines(
            {
              title: 'Share of ARR at risk by segment',
              metric: 'vitals_segment_arr_currency_units',
              says: 'ARR of the accounts at risk over that of all active accounts of the segment.',
              unit: 'percentunit',
            },
            [
              {
                expr:
                  'sum by (segment) (vitals_segment_arr_currency_units{segment=~"$segment", band="at_risk"}) ' +
                  '/ sum by (segment) (vitals_segment_arr_currency_units{segment=~"$segment"} > 0)',
              },
            ],
          ),
        ),
      ],
    ),
    line(
      9,
      [
        12,
        rows(
          {
            title: 'Owners (ARR in $currency)',
            metric: 'vitals_account_arr_currency_units',
            says: 'What each owner carries, of the chosen accounts: ARR, ARR at risk, ARR due in 90 days. Not judged: held or unknown.',
          },
          'owner_id',
          [
            {
              title: 'Owner',
              label: 'owner_id',
              expr: ofOwner(active),
              properties: [
                { id: 'custom.minWidth', value: 90 },
                links(linkTo('vitals-segments', 'Only this owner', 'owner', '${__value.raw}')),
              ],
            },
            { title: 'Accounts', width: 84 },
            { title: 'ARR', expr: ofOwner(arr), width: 72 },
            { title: 'At risk', expr: orNone(ofOwner(inBand('at_risk'))), width: 60 },
            {
              title: 'ARR at risk',
              expr: orNone(ofOwner(`${arr} and on (account_id) (${inBand('at_risk')})`)),
              width: 104,
            },
            { title: 'Due 90 d', expr: orNone(ofOwner(dueSoon)), width: 76 },
            { title: 'Not judged', expr: orNone(ofOwner(inBand('held|unknown'))), width: 90 },
          ],
          'ARR at risk',
        ),
      ],
      [
        12,
        accountsTable(
          {
            title: 'Largest accounts that are not healthy (ARR in $currency)',
            says: 'On watch or at risk, most ARR first.',
            quiet: true,
          },
          topAccounts(15, 'vitals_account_health_state_info{count_band=~"watch|at_risk"}'),
          ['band', 'score', 'arr', 'driver', 'owner'],
          'ARR',
        ),
      ],
    ),
    line(
      7,
      [
        8,
        titled(
          bars(
            {
              title: 'What costs the most points',
              metric: 'vitals_account_health_points_lost',
              says: 'Mean over the chosen accounts, input by input.',
              unit: 'suffix:points',
            },
            [
              {
                expr: `sort_desc(topk(8, avg by (input) (${ofChosen('vitals_account_health_points_lost')})))`,
                legend: '{{input}}',
              },
            ],
          ).decimals(1),
        ),
      ],
      [
        16,
        rows(
          {
            title: 'Open alerts of these segments',
            metric: 'vitals_alert_since_timestamp_seconds',
            says: 'On segments and on their accounts, as of this moment.',
            quiet: true,
          },
          'episode',
          alertColumns('segment=~"$segment", scope=~"segment|account"').filter((column) => column.title !== 'Team'),
          ['Severity', 'ARR'],
        ),
      ],
    ),
  ],
};
