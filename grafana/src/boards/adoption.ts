import { accountsTable, topAccounts } from '../accounts';
import { colours } from '../bands';
import { Board, everyFilter, line } from '../frame';
import { Column, aloud, bars, figure, lines, steps } from '../panels';
import { CHOSEN, NOW, each, ofChosen, whenFresh } from '../queries';

// What is seen in telemetry alone stays known while the CRM is silent; what is compared with seats bought does not.
const USE = 'adoption.active_days_ratio';
const SEATS = 'adoption.weekly_active_seats_ratio';
const input = (name: string, more = '') => `vitals_account_health_input{input="${name}"${more}}`;
const fresh = (series: string, by = USE) => ofChosen(whenFresh(series, by));
const bySegment = (aggregate: string, series: string, by = USE) =>
  `${aggregate} by (segment) (${each(fresh(series, by))} * on (account_id) group_left (segment) max by (account_id, segment) (${CHOSEN}))`;
const trend = each(fresh(input('adoption.usage_trend_ratio')));
const began = 'vitals_account_subscribed_timestamp_seconds';
const reached = 'vitals_account_first_key_event_timestamp_seconds';
// Of a customer from before telemetry began, nobody knows when its first value was.
const customers = `(${each(fresh(began))} > scalar(min(${reached}) or vector(0)) and on (account_id) vitals_account_active_subscriptions > 0)`;
const without = `(${customers} unless on (account_id) ${reached})`;
const daysToValue = `clamp_min((${each(reached)} - on (account_id) ${customers}) / 86400, 0)`;
const masked = 'Accounts whose telemetry is not fresh are left out.';
const zero = (expression: string, known: string) => `${expression} or 0 * count(${known})`;

const value =
  (title: string, name: string, unit: string, width: number): ((accounts: string) => Column) =>
  (accounts) => ({
    title,
    expr: `${each(input(name))} and on (account_id) (${accounts})`,
    unit,
    width,
    properties: [{ id: 'decimals', value: 0 }],
  });

const falling = topAccounts(12, `${trend} < 0.8`);
const waiting = topAccounts(12, without);

export const adoption: Board = {
  uid: 'vitals-adoption',
  title: 'Adoption and first value',
  folder: 'cs-ops',
  question: 'Who uses what they pay for, whose use falls, and who has not reached first value?',
  from: 'now-24h',
  chooses: everyFilter,
  lines: [
    line(
      4,
      [
        6,
        figure(
          {
            title: 'People active in 7 days',
            metric: 'vitals_account_distinct_users_7d',
            says: `Sum over the chosen accounts. ${masked}`,
            noValue: 'held or unknown',
          },
          [{ expr: `sum(${fresh('vitals_account_distinct_users_7d')})` }],
        ),
      ],
      [
        6,
        figure(
          {
            title: 'Accounts whose use falls',
            metric: 'vitals_account_health_input',
            unit: 'short',
            says: `Use of this week below 80 % of the four weeks before. ${masked}`,
            noValue: 'held or unknown',
          },
          [{ expr: zero(`count(${trend} < 0.8)`, trend) }],
        ).thresholds(steps(colours.healthy, [1, colours.watch])),
      ],
      [
        6,
        figure(
          {
            title: 'Accounts without use for 14 days',
            metric: 'vitals_account_health_input',
            unit: 'short',
            says: masked,
            noValue: 'held or unknown',
          },
          [
            {
              expr: zero(
                `count(${each(fresh(input('engagement.days_since_last_activity')))} >= 14)`,
                each(fresh(input('engagement.days_since_last_activity'))),
              ),
            },
          ],
        ).thresholds(steps(colours.healthy, [1, colours.atRisk])),
      ],
      [
        6,
        figure(
          {
            title: 'Customers without first value',
            metric: 'vitals_account_first_key_event_timestamp_seconds',
            unit: 'short',
            says: `Customers that have not used a key feature yet, of those that began since telemetry did. ${masked}`,
            noValue: 'no new customers',
          },
          [{ expr: zero(`count(${without})`, customers) }],
        ).thresholds(steps(colours.healthy, [1, colours.watch])),
      ],
    ),
    line(
      7,
      [
        8,
        aloud(
          lines(
            { title: 'People active in 7 days, by segment', metric: 'vitals_account_distinct_users_7d', says: masked },
            [{ expr: bySegment('sum', 'vitals_account_distinct_users_7d') }],
          ),
        ),
      ],
      [
        8,
        bars(
          {
            title: 'Accounts by how their use changes',
            metric: 'vitals_account_health_input',
            unit: 'short',
            says: `Use of this week against the four weeks before. ${masked}`,
          },
          [
            { expr: zero(`count(${trend} < 0.5)`, trend), legend: 'Less than half' },
            { expr: zero(`count(${trend} >= 0.5 < 0.8)`, trend), legend: 'Less' },
            { expr: zero(`count(${trend} >= 0.8 <= 1.2)`, trend), legend: 'As before' },
            { expr: zero(`count(${trend} > 1.2)`, trend), legend: 'More' },
          ],
        )
          .overrideByName('Less than half', [{ id: 'color', value: { mode: 'fixed', fixedColor: colours.atRisk } }])
          .overrideByName('Less', [{ id: 'color', value: { mode: 'fixed', fixedColor: colours.watch } }])
          .overrideByName('More', [{ id: 'color', value: { mode: 'fixed', fixedColor: colours.healthy } }]),
      ],
      [
        8,
        aloud(
          bars({ title: 'Mean stickiness by segment', metric: 'vitals_account_stickiness_ratio', says: masked }, [
            { expr: `sort_desc(${bySegment('avg', 'vitals_account_stickiness_ratio')})`, legend: '{{segment}}' },
          ])
            .decimals(0)
            .max(1),
        ),
      ],
    ),
    line(
      7,
      [
        8,
        aloud(
          bars(
            {
              title: 'Paid seats in use this week, by segment',
              metric: 'vitals_account_health_input',
              unit: 'percentunit',
              says: `Mean share over the chosen accounts. ${masked}`,
            },
            [
              {
                expr: `sort_desc(${bySegment('avg', input(SEATS), SEATS)})`,
                legend: '{{segment}}',
              },
            ],
          )
            .decimals(0)
            .max(1),
        ),
      ],
      [
        8,
        aloud(
          bars(
            {
              title: 'Key features in use, by segment',
              metric: 'vitals_account_health_input',
              unit: 'percentunit',
              says: `Mean share over the chosen accounts of the key features they are entitled to. ${masked}`,
            },
            [
              {
                expr: `sort_desc(${bySegment('avg', input('adoption.key_feature_breadth_ratio'))})`,
                legend: '{{segment}}',
              },
            ],
          )
            .decimals(0)
            .max(1),
        ),
      ],
      [
        8,
        aloud(
          bars(
            {
              title: 'Median days to first value, by segment',
              metric: 'vitals_account_first_key_event_timestamp_seconds',
              unit: 'suffix: days',
              says: `From the first subscription to the first use of a key feature, of customers that began since telemetry did. ${masked}`,
            },
            [
              {
                expr: `sort_desc(quantile by (segment) (0.5, ${daysToValue} * on (account_id) group_left (segment) max by (account_id, segment) (${CHOSEN})))`,
                legend: '{{segment}}',
              },
            ],
          ).decimals(1),
        ),
      ],
    ),
    line(
      9,
      [
        12,
        accountsTable(
          {
            title: 'Use falls, most ARR first ($currency)',
            says: `Use of this week below 80 % of the four weeks before. ${masked}`,
            quiet: true,
          },
          falling,
          ['arr', 'owner'],
          'ARR',
          false,
          [
            value('Use', 'adoption.usage_trend_ratio', 'percentunit', 66)(falling),
            value('Active days', 'adoption.active_days_ratio', 'percentunit', 96)(falling),
            value('Seats', 'adoption.weekly_active_seats_ratio', 'percentunit', 66)(falling),
          ],
        ),
      ],
      [
        12,
        accountsTable(
          {
            title: 'Waiting for first value, most ARR first ($currency)',
            says: `Customers that have not used a key feature yet. ${masked}`,
            quiet: true,
          },
          waiting,
          ['arr', 'owner'],
          'ARR',
          false,
          [
            {
              title: 'Waits',
              expr: `(${NOW} - ${each(began)}) / 86400 and on (account_id) (${waiting})`,
              unit: 'suffix: days',
              width: 90,
              properties: [{ id: 'decimals', value: 0 }],
            },
          ],
        ),
      ],
    ),
  ],
};
