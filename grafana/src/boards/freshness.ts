import * as common from '@grafana/grafana-foundation-sdk/common';

import { colours, placeOf, places, sourceStateTexts, sourceStates, words } from '../bands';
import { Board, everyOf, line } from '../frame';
import { aloud, bars, figure, lines, mapped, onColour, rows, steps, timeline, titled } from '../panels';
import { NOW } from '../queries';

const S = 'source=~"$source"';
/** The time of the data is told a little later than what arrived with it: no age is below nothing. */
const age = (metric: string) => `clamp_min(${NOW} - max by (source) (${metric}{${S}}), 0)`;

export const freshness: Board = {
  uid: 'vitals-freshness',
  title: 'Freshness and quality',
  folder: 'cs-ops',
  question: 'Which figures can be believed now, and whom does a break touch?',
  from: 'now-6h',
  chooses: ['segment'],
  variables: [everyOf('source', 'source', 'vitals_source_state')],
  lines: [
    line(
      6,
      [
        15,
        timeline(
          { title: 'Sources', metric: 'vitals_source_state', unit: 'none' },
          [
            {
              expr: `max by (source) (${placeOf(sourceStates, (state) => `vitals_source_state{${S}, state="${state}"} == 1`)})`,
              legend: '{{source}}',
            },
          ],
          places(sourceStates),
        ),
      ],
      [
        9,
        rows(
          {
            title: 'Whom a break touches (ARR in $currency)',
            metric: 'vitals_source_break_accounts',
            says: 'Active accounts and their ARR for each source that is broken.',
            quiet: true,
          },
          'source',
          [
            { title: 'Source', label: 'source', expr: `max by (source) (vitals_source_break_accounts{${S}} > 0)` },
            { title: 'Accounts', width: 104 },
            { title: 'of', expr: `max by (source) (vitals_source_break_active_accounts{${S}})`, width: 60 },
            { title: 'ARR', expr: `max by (source) (vitals_source_break_arr_currency_units{${S}} > 0)`, width: 90 },
          ],
          'Accounts',
        ),
      ],
    ),
    line(6, [
      24,
      rows(
        {
          title: 'Each source now',
          metric: 'vitals_source_cause_info',
          says: 'Ages count from the time of the data. Slow by design is not broken: a daily load has a daily cadence.',
        },
        'source',
        [
          { title: 'Source', label: 'source', expr: `max by (source, state) (vitals_source_state{${S}} == 1)` },
          { title: 'State', label: 'state', width: 110, properties: [mapped(sourceStateTexts), onColour] },
          { title: 'For', expr: age('vitals_source_since_timestamp_seconds'), unit: 's', width: 100 },
          {
            title: 'What is wrong',
            label: 'cause',
            expr: `max by (source, cause, cadence_basis) (vitals_source_cause_info{${S}})`,
            properties: [
              mapped({ type: 'value', options: { none: { text: 'nothing', index: 0 } } } as never, ...words),
            ],
          },
          { title: 'Last arrival', expr: age('vitals_source_last_arrival_timestamp_seconds'), unit: 's', width: 110 },
          {
            title: 'Expected each',
            expr: `max by (source) (vitals_source_expected_cadence_seconds{${S}})`,
            unit: 's',
            width: 120,
          },
          {
            title: 'Complete up to',
            expr: `1000 * max by (source) (vitals_source_complete_through_timestamp_seconds{${S}})`,
            unit: 'time:MM-DD HH:mm',
            width: 120,
          },
          {
            title: 'Event to arrival, p99',
            expr: `max by (source) (vitals_source_lag_seconds{${S}, quantile="0.99"})`,
            unit: 's',
            width: 150,
          },
          {
            title: 'Fresh, 7 days',
            expr: `max by (source) (vitals_source_slo_compliance_ratio{${S}, window="7d"})`,
            unit: 'percentunit',
            width: 110,
            properties: [{ id: 'decimals', value: 1 }],
          },
          {
            title: 'Target',
            expr: `max by (source) (vitals_source_slo_target_ratio{${S}})`,
            unit: 'percentunit',
            width: 76,
            properties: [{ id: 'decimals', value: 0 }],
          },
        ],
      )
        .noValue('unknown')
        .decimals(0),
    ]),
    line(
      7,
      [
        8,
        lines(
          {
            title: 'How fast the budget of staleness is spent',
            metric: 'vitals_source_slo_burn_rate_ratio',
            says: 'Over an hour. At 1 the 7-day budget lasts exactly; above 16.8 somebody is paged.',
            unit: 'suffix:x',
          },
          [{ expr: `max by (source) (vitals_source_slo_burn_rate_ratio{${S}, window="1h"})`, legend: '{{source}}' }],
        )
          .thresholds(steps('transparent', [16.8, colours.atRisk]))
          .thresholdsStyle(new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed)),
      ],
      [
        8,
        lines(
          {
            title: 'Records against what is usual',
            metric: 'vitals_source_records',
            says: 'Of the last whole hour, over the median of that hour of the week. 100 % is as usual.',
            unit: 'percentunit',
          },
          [
            {
              expr: `max by (source) (vitals_source_records{${S}}) / max by (source) (vitals_source_records_expected{${S}} > 0)`,
              legend: '{{source}}',
            },
          ],
        ),
      ],
      [
        8,
        lines(
          {
            title: 'Age of the last arrival',
            metric: 'vitals_source_last_arrival_timestamp_seconds',
            says: 'Against the time of the data.',
            unit: 's',
          },
          [{ expr: age('vitals_source_last_arrival_timestamp_seconds'), legend: '{{source}}' }],
        ),
      ],
    ),
    line(
      8,
      [
        8,
        aloud(
          bars(
            {
              title: 'Critical fields filled',
              metric: 'vitals_quality_completeness_ratio',
              says: 'The least filled of the chosen segments; 95 % is wanted.',
            },
            [
              {
                expr: 'sort(min by (field) (vitals_quality_completeness_ratio{segment=~"$segment"}))',
                legend: '{{field}}',
              },
            ],
          )
            .max(1)
            .decimals(0)
            .displayMode(common.BarGaugeDisplayMode.Basic)
            .thresholds(steps(colours.atRisk, [0.9, colours.watch], [0.95, colours.healthy])),
        ),
      ],
      [
        8,
        titled(
          bars(
            {
              title: 'Inputs of the score that are known, worst first',
              metric: 'vitals_quality_health_inputs_ratio',
              says: 'Over all active accounts.',
            },
            [
              {
                expr: 'sort(bottomk(8, max by (input) (vitals_quality_health_inputs_ratio{stage="all"})))',
                legend: '{{input}}',
              },
            ],
          )
            .max(1)
            .decimals(0)
            .displayMode(common.BarGaugeDisplayMode.Basic)
            .thresholds(steps(colours.atRisk, [0.6, colours.watch], [0.9, colours.healthy])),
        ),
      ],
      [
        4,
        figure({ title: 'Duplicates', metric: 'vitals_quality_duplicates_ratio', says: 'Below 0.5 % is wanted.' }, [
          { expr: 'max(vitals_quality_duplicates_ratio)' },
        ])
          .decimals(2)
          .thresholds(steps(colours.healthy, [0.005, colours.watch], [0.01, colours.atRisk])),
      ],
      [
        4,
        figure(
          {
            title: 'Known events',
            metric: 'vitals_quality_taxonomy_ratio',
            says: 'Whose name is known; the worst source. Empty too where no source has a taxonomy.',
            quiet: true,
            noValue: 'no taxonomy',
          },
          [{ expr: `min(vitals_quality_taxonomy_ratio{${S}})` }],
        )
          .decimals(1)
          .thresholds(steps(colours.atRisk, [0.9, colours.watch], [0.95, colours.healthy])),
      ],
    ),
    line(
      8,
      [
        10,
        rows(
          {
            title: 'Faults of the data that are open (ARR in $currency)',
            metric: 'vitals_quality_exceptions',
            quiet: true,
          },
          'type',
          [
            {
              title: 'Fault',
              label: 'type',
              expr: 'max by (type) (vitals_quality_exceptions > 0)',
              properties: [mapped(...words)],
            },
            { title: 'Open', width: 70 },
            {
              title: 'ARR',
              expr: 'max by (type) (vitals_quality_exceptions_arr_currency_units) and on (type) vitals_quality_exceptions > 0',
              width: 90,
            },
            {
              title: 'Oldest',
              expr: `${NOW} - max by (type) (vitals_quality_exceptions_oldest_timestamp_seconds)`,
              unit: 's',
              width: 100,
              properties: [{ id: 'decimals', value: 0 }],
            },
          ],
          'Open',
        ),
      ],
      [
        14,
        rows(
          {
            title: 'Why our numbers are not those of another system',
            metric: 'vitals_reconciliation_theirs',
            says: 'Difference is theirs minus ours; unexplained is what no class of the difference accounts for.',
          },
          'total',
          reconciliation(),
        ),
      ],
    ),
  ],
};

function reconciliation() {
  const total = (expr: string, labels = 'total') =>
    `max by (${labels}) (label_join(${expr}, "total", " ", "system", "measure"))`;
  const parts = 'vitals_reconciliation_difference';
  return [
    {
      title: 'System',
      label: 'system',
      width: 70,
      expr: total('vitals_reconciliation_theirs', 'total, system, measure'),
    },
    { title: 'Total', label: 'measure', width: 156, properties: [mapped(...words)] },
    { title: 'Theirs', width: 84 },
    { title: 'Ours', expr: total('vitals_reconciliation_ours'), width: 84 },
    { title: 'Difference', expr: total(`sum by (system, measure) (${parts})`), width: 84 },
    { title: 'Unexplained', expr: total(`${parts}{reason="unexplained"}`), width: 96 },
    {
      title: 'As of',
      expr: `1000 * ${total('vitals_reconciliation_as_of_timestamp_seconds')}`,
      unit: 'time:MM-DD HH:mm',
      width: 110,
    },
  ];
}
