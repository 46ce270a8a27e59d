import * as common from '@grafana/grafana-foundation-sdk/common';

import { DATE, inputTexts } from '../accounts';
import { alertColumns } from '../alerts';
import { accountBands, colours, inputStateTexts, placeOf, places, words } from '../bands';
import { Board, everyFilter, line, linkTo, links, oneAccount } from '../frame';
import { bars, colour, figure, lines, mapped, onColour, rows, steps, timeline, titled } from '../panels';
import { NOW, inputsOf, whenFresh } from '../queries';

const ONE = 'account_id="$account"';
const STATE = 'vitals_account_health_state_info';
const held = `on () max(${STATE}{${ONE}, status="held"}) == 1`;
const score = `max(vitals_account_health_score{${ONE}})`;
const renewal = `max(vitals_account_renewal_timestamp_seconds{${ONE}})`;

export const account: Board = {
  uid: 'vitals-account',
  title: 'Account',
  folder: 'cs-ops',
  question: 'How is this customer, why, and what says so?',
  from: 'now-24h',
  chooses: everyFilter,
  variables: [oneAccount()],
  lines: [
    line(4, [
      24,
      rows({ title: 'Who it is', metric: 'vitals_account_info' }, 'account_id', [
        {
          title: 'Account',
          label: 'name',
          expr: `max by (account_id, name, segment, tier, region, industry, owner_id, lifecycle_stage, model) (vitals_account_info{${ONE}})`,
        },
        { title: 'Id', label: 'account_id' },
        {
          title: 'Segment',
          label: 'segment',
          properties: [
            mapped(...words),
            links(linkTo('vitals-segments', 'Open the segment', 'segment', '${__value.raw}')),
          ],
        },
        { title: 'Tier', label: 'tier' },
        { title: 'Region', label: 'region' },
        { title: 'Owner', label: 'owner_id' },
        { title: 'Stage', label: 'lifecycle_stage' },
        { title: 'Health model', label: 'model' },
      ]),
    ]),
    line(
      4,
      [
        4,
        figure(
          {
            title: 'Band',
            metric: STATE,
            unit: 'none',
            says: 'Healthy with a stale input is held: grey is not green.',
          },
          [{ expr: `max(${placeOf(accountBands, (band) => `${STATE}{${ONE}, count_band="${band}"}`)})` }],
        )
          .colorMode(common.BigValueColorMode.BackgroundSolid)
          .thresholds(steps(colours.unknown))
          .mappings([places(accountBands)]),
      ],
      [
        4,
        figure(
          {
            title: 'Score',
            metric: 'vitals_account_health_score',
            says: 'Grey while it is held: it may be worse, never better.',
          },
          [
            { expr: `${score} unless ${held}`, legend: 'score' },
            { expr: `${score} and ${held}`, legend: 'held' },
          ],
        )
          .textMode(common.BigValueTextMode.Value)
          .decimals(0)
          .thresholds(steps(colours.atRisk, [45, colours.watch], [70, colours.healthy]))
          .overrideByName('held', [colour(colours.held)]),
      ],
      [
        4,
        figure({ title: 'Confidence', metric: 'vitals_account_health_confidence_ratio' }, [
          { expr: `max(vitals_account_health_confidence_ratio{${ONE}})` },
        ])
          .decimals(0)
          .thresholds(steps(colours.unknown, [0.5, colours.held], [0.6, colours.watch], [0.9, colours.healthy])),
      ],
      [
        4,
        figure({ title: 'ARR ($currency)', metric: 'vitals_account_arr_currency_units' }, [
          { expr: `max(vitals_account_arr_currency_units{${ONE}})` },
        ]).decimals(1),
      ],
      [
        4,
        figure({ title: 'Renewal', metric: 'vitals_account_renewal_timestamp_seconds', unit: DATE }, [
          { expr: `1000 * ${renewal}` },
        ]),
      ],
      [
        4,
        figure(
          {
            title: 'Renews in',
            metric: 'vitals_account_renewal_timestamp_seconds',
            says: 'Whole days from the time of the data; negative when it is past.',
            unit: 'suffix:days',
          },
          [{ expr: `ceil((${renewal} - ${NOW}) / 86400)` }],
        ).thresholds(steps(colours.atRisk, [30, colours.watch], [90, colours.plain])),
      ],
    ),
    line(
      8,
      [
        16,
        lines({ title: 'Score', metric: 'vitals_account_health_score', says: 'The grey line is where it was held.' }, [
          { expr: `${score} unless ${held}`, legend: 'Score' },
          { expr: `${score} and ${held}`, legend: 'Held' },
        ])
          .min(0)
          .max(100)
          .decimals(0)
          .thresholds(
            steps('rgba(208, 70, 59, 0.10)', [45, 'rgba(232, 168, 56, 0.10)'], [70, 'rgba(47, 158, 119, 0.10)']),
          )
          .thresholdsStyle(new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Area))
          .overrideByName('Score', [colour(colours.plain)])
          .overrideByName('Held', [colour(colours.held)]),
      ],
      [
        8,
        titled(
          bars(
            {
              title: 'What costs it points',
              metric: 'vitals_account_health_points_lost',
              unit: 'suffix:points',
              says: 'The longest bar is where to begin.',
            },
            [
              {
                expr: `sort_desc(topk(7, max by (input) (vitals_account_health_points_lost{${ONE}}) > 0))`,
                legend: '{{input}}',
              },
            ],
          ).decimals(1),
        ),
      ],
    ),
    line(3, [
      24,
      timeline(
        { title: 'Band over time', metric: STATE, unit: 'none' },
        [{ expr: `max(${placeOf(accountBands, (band) => `${STATE}{${ONE}, count_band="${band}"}`)})`, legend: 'Band' }],
        places(accountBands),
      ),
    ]),
    line(
      8,
      [
        10,
        titled(
          lines(
            {
              title: 'Points by input',
              metric: 'vitals_account_health_points',
              unit: 'suffix:points',
            },
            [{ expr: `max by (input) (vitals_account_health_points{${ONE}})`, legend: '{{input}}' }],
          )
            .fillOpacity(55)
            .lineWidth(0)
            .stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group('A'))
            .legend(
              new common.VizLegendOptionsBuilder()
                .displayMode(common.LegendDisplayMode.List)
                .placement(common.LegendPlacement.Right)
                .showLegend(true),
            ),
        ),
      ],
      [
        7,
        lines(
          {
            title: 'People who use it',
            metric: 'vitals_account_distinct_users_7d',
            says: 'Falls away while telemetry is not fresh.',
            noValue: 'held or unknown',
          },
          [
            {
              expr: `max(${whenFresh(`vitals_account_distinct_users_7d{${ONE}}`, 'adoption.active_days_ratio')})`,
              legend: '7 days',
            },
            {
              expr: `max(${whenFresh(`vitals_account_distinct_users_28d{${ONE}}`, 'adoption.active_days_ratio')})`,
              legend: '28 days',
            },
          ],
        )
          .overrideByName('7 days', [colour(colours.plain)])
          .overrideByName('28 days', [colour('#9A7BC8')]),
      ],
      [
        7,
        lines(
          {
            title: 'Open tickets',
            metric: 'vitals_account_open_tickets',
            says: 'Falls away while tickets are not fresh.',
            noValue: 'held or unknown',
          },
          [
            { expr: `max(${whenFresh(`vitals_account_open_tickets{${ONE}}`, inputsOf('support'))})`, legend: 'Open' },
            {
              expr: `max(${whenFresh(`vitals_account_open_escalations{${ONE}}`, inputsOf('support'))})`,
              legend: 'Escalated',
            },
          ],
        )
          .decimals(0)
          .overrideByName('Open', [colour(colours.plain)])
          .overrideByName('Escalated', [colour(colours.atRisk)]),
      ],
    ),
    line(
      11,
      [
        14,
        rows(
          {
            title: 'Where each input comes from, and how fresh it is',
            metric: 'vitals_account_health_input_state_info',
            says: 'What is missing is unknown, never zero. Age is that of what the input tells last.',
          },
          'input',
          [
            {
              title: 'Input',
              label: 'input',
              expr: `max by (input, source, status, missing_reason) (vitals_account_health_input_state_info{${ONE}})`,
              properties: [mapped(inputTexts)],
            },
            { title: 'State', label: 'status', width: 84, properties: [mapped(inputStateTexts), onColour] },
            { title: 'Why unknown', label: 'missing_reason', width: 124, properties: [mapped(...words)] },
            { title: 'Source', label: 'source', width: 84 },
            {
              title: 'Value',
              expr: `max by (input) (vitals_account_health_input{${ONE}})`,
              width: 64,
              properties: [{ id: 'decimals', value: 2 }],
            },
            {
              title: 'Points',
              expr: `max by (input) (vitals_account_health_points{${ONE}})`,
              width: 64,
              properties: [{ id: 'decimals', value: 1 }],
            },
            {
              title: 'Lost',
              expr: `max by (input) (vitals_account_health_points_lost{${ONE}})`,
              width: 64,
              properties: [{ id: 'decimals', value: 1 }],
            },
            {
              title: 'Age',
              expr: `${NOW} - max by (input) (vitals_account_health_input_event_timestamp_seconds{${ONE}})`,
              unit: 's',
              width: 80,
              properties: [{ id: 'decimals', value: 0 }],
            },
          ],
          'Lost',
        ),
      ],
      [
        10,
        rows(
          { title: 'Open alerts of the account', metric: 'vitals_alert_since_timestamp_seconds', quiet: true },
          'episode',
          alertColumns('subject="$account"').filter(
            (column) => !['Account', 'Or else', 'Team', 'ARR', 'account_id'].includes(column.title),
          ),
          'Since',
        ),
      ],
    ),
  ],
};
