import * as common from '@grafana/grafana-foundation-sdk/common';

import { alertColumns } from '../alerts';
import { colours, gravity, severities, severityPlaces } from '../bands';
import { Board, line } from '../frame';
import { aloud, bars, colour, figure, figures, left, mapped, onColour, rows, stacked, steps } from '../panels';

const outcomes = [
  { key: 'told', title: 'Told', colour: colours.atRisk },
  { key: 'over_budget', title: 'Over the budget', colour: colours.watch },
  { key: 'explained', title: 'Explained by another', colour: colours.plain },
  { key: 'not_significant', title: 'May be chance', colour: colours.held },
];

const firing = (more = '') => `ALERTS{${more}alertstate="firing", alertname=~"Vitals.+", alertname!="VitalsWatchdog"}`;

export const alerts: Board = {
  uid: 'vitals-alerts',
  title: 'Anomalies and alerts',
  folder: 'cs-ops',
  question: 'What needs somebody now, and are the alerts worth it?',
  from: 'now-24h',
  chooses: ['segment'],
  lines: [
    line(
      5,
      [
        7,
        figures({ title: 'Open alerts', metric: 'vitals_alerts_open' }, severities, (severity) =>
          `sum(vitals_alerts_open{severity="${severity}"})`,
        ),
      ],
      [
        5,
        figure(
          { title: 'Nobody has taken', metric: 'vitals_alerts_open', says: 'Critical and warning alerts that fire.' },
          [{ expr: 'sum(vitals_alerts_open{severity=~"critical|warning", phase="firing"})' }],
        ).thresholds(steps(colours.healthy, [1, colours.watch])),
      ],
      [
        6,
        figure({ title: 'Explained by a source', metric: 'vitals_alerts_inhibited' }, [
          { expr: 'sum(vitals_alerts_inhibited)' },
        ]).thresholds(steps(colours.plain, [1, colours.held])),
      ],
      [
        6,
        figure(
          {
            title: 'Bands agreed with',
            metric: 'vitals_health_agreement_ratio',
            noValue: 'nobody judged',
            quiet: true,
            says: 'Empty too before anybody judged one.',
          },
          [{ expr: 'max(vitals_health_agreement_ratio)' }],
        )
          .decimals(0)
          .thresholds(steps(colours.atRisk, [0.7, colours.watch], [0.85, colours.healthy])),
      ],
    ),
    line(
      10,
      [
        17,
        rows(
          {
            title: 'Gravest open alerts (ARR in $currency)',
            metric: 'vitals_alert_since_timestamp_seconds',
            says: 'Critical first, then by ARR at stake.',
            quiet: true,
          },
          'episode',
          alertColumns('segment=~"$segment|"'),
          ['Severity', 'ARR'],
        ),
      ],
      [
        7,
        stacked(
          { title: 'Open alerts over time', metric: 'vitals_alerts_open' },
          [...severities].reverse(),
          (severity) => `sum(vitals_alerts_open{severity="${severity}"})`,
        ).decimals(0),
      ],
    ),
    line(
      8,
      [
        8,
        bars(
          {
            title: 'What became of anomalies in a day',
            metric: 'vitals_anomaly_candidates',
            says: 'The budget lets few through; what it held back is shown here.',
            noValue: 'nothing judged yet',
          },
          outcomes.map(({ key, title }) => ({
            expr: `sum(vitals_anomaly_candidates{outcome="${key}"})`,
            legend: title,
          })),
        )
          .overrideByName('Told', [colour(outcomes[0].colour)])
          .overrideByName('Over the budget', [colour(outcomes[1].colour)])
          .overrideByName('May be chance', [colour(outcomes[3].colour)]),
      ],
      [
        8,
        aloud(
          bars({ title: 'Open alerts by kind', metric: 'vitals_alerts_open', quiet: true }, [
            { expr: 'sort_desc(sum by (kind) (vitals_alerts_open) > 0)', legend: '{{kind}}' },
          ]).decimals(0),
        ),
      ],
      [
        8,
        aloud(
          bars(
            {
              title: 'Alerts that were worth it, by kind',
              metric: 'vitals_alerts_precision_ratio',
              noValue: 'nobody judged any',
              quiet: true,
              says: 'Empty too before anybody judged one.',
            },
            [{ expr: 'sort_desc(max by (kind) (vitals_alerts_precision_ratio))', legend: '{{kind}}' }],
          )
            .max(1)
            .decimals(0)
            .displayMode(common.BarGaugeDisplayMode.Basic)
            .thresholds(steps(colours.atRisk, [0.5, colours.watch], [0.8, colours.healthy])),
        ),
      ],
    ),
    line(
      6,
      [
        8,
        figure(
          {
            title: 'Time until somebody takes an alert',
            metric: 'vitals_alerts_time_to_acknowledge_seconds',
            noValue: 'nobody took any',
            quiet: true,
            says: 'Empty too before anybody took one.',
          },
          [
            { expr: 'max(vitals_alerts_time_to_acknowledge_seconds{quantile="0.5"})', legend: 'half of them' },
            { expr: 'max(vitals_alerts_time_to_acknowledge_seconds{quantile="0.9"})', legend: '9 of 10' },
          ],
        )
          .decimals(1)
          .noValue('nobody took any'),
      ],
      [
        16,
        rows(
          {
            title: 'Rules of the platform that fire',
            says: 'Jobs, exporter, notifier and budgets of sources: alerts of Prometheus itself, without the watchdog, which always fires.',
            unit: 'short',
            quiet: true,
          },
          'alertname',
          [
            {
              title: 'Severity',
              expr: `max by (alertname) (${gravity((severity) => firing(`severity="${severity}", `))})`,
              width: 92,
              properties: [mapped(severityPlaces), onColour, left],
            },
            { title: 'Rule', label: 'alertname', expr: `count by (alertname, team) (${firing()})` },
            { title: 'Team', label: 'team', width: 120 },
            { title: 'How many', width: 100 },
          ],
          'Severity',
        ),
      ],
    ),
  ],
};
