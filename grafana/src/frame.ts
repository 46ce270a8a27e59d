// What all boards share: the first row, variables, links that keep both, annotations, and the layout.
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as common from '@grafana/grafana-foundation-sdk/common';

import { colours, placeOf, places, sourceStates } from './bands';
import { checked } from './dictionary';
import { DATA_SOURCE, Panel, colour, figure, steps } from './panels';
import { CHOSEN } from './queries';

/** Panels side by side; widths sum to at most 24. */
export interface Line {
  height: number;
  panels: [number, Panel][];
}

/** A heading over lines. */
export interface Section {
  heading: string;
}

export interface Board {
  uid: string;
  title: string;
  /** The folder below dashboards/, and with it who may see the board. */
  folder: 'leaders' | 'cs-ops' | 'platform';
  /** The one question that the board answers. */
  question: string;
  from: string;
  /** Variables beside those that choose accounts. */
  variables?: dashboard.QueryVariableBuilder[];
  /** Which of the variables that choose accounts the board's panels use; others only pass through its links. */
  chooses: Filter[];
  lines: (Line | Section)[];
}

export const line = (height: number, ...panels: [number, Panel][]): Line => ({ height, panels });

const FILTERS = { segment: 'segment', region: 'region', tier: 'tier', owner: 'owner_id' } as const;

export type Filter = keyof typeof FILTERS;

export const everyFilter = Object.keys(FILTERS) as Filter[];

const BOARDS: [string, string][] = [
  ['vitals-executive', 'Executive'],
  ['vitals-segments', 'Segments'],
  ['vitals-account', 'Account'],
  ['vitals-adoption', 'Adoption'],
  ['vitals-freshness', 'Freshness'],
  ['vitals-alerts', 'Alerts'],
  ['vitals-pipeline', 'Pipeline'],
];

const KEPT = everyFilter.map((filter) => `\${${filter}:queryparam}`).join('&');

/** A link to a board from a cell or a figure: time range and variables stay as they are. */
export const linkTo = (uid: string, title: string, variable?: string, value?: string) => ({
  title,
  url: `/d/${uid}?${variable === undefined ? KEPT : linked(variable, value ?? '')}&\${__url_time_range}`,
});

const linked = (variable: string, value: string) => {
  const others = everyFilter.filter((filter) => filter !== variable).map((filter) => `\${${filter}:queryparam}`);
  return [`var-${variable}=${value}`, ...others].join('&');
};

/** The same, as a property of a column. */
export const links = (...all: { title: string; url: string }[]) => ({ id: 'links', value: all });

export const toAccount = links(linkTo('vitals-account', 'Open the account', 'account', '${__data.fields.account_id}'));

/** A variable whose values are those of a label; all of them unless chosen. */
export const everyOf = (name: string, label: string, series: string) =>
  new dashboard.QueryVariableBuilder(name)
    .label(name.charAt(0).toUpperCase() + name.slice(1))
    .datasource(DATA_SOURCE)
    .query({ query: `label_values(${checked(series)}, ${label})`, refId: name })
    .refresh(dashboard.VariableRefresh.OnDashboardLoad)
    .sort(dashboard.VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: 'All', value: '$__all' });

/** The account of a board that is about one: people choose its name. */
export const oneAccount = () =>
  new dashboard.QueryVariableBuilder('account')
    .label('Account')
    .datasource(DATA_SOURCE)
    .query({ query: `query_result(max by (account_id, name) (${CHOSEN}))`, refId: 'account' })
    .regex('/account_id="(?<value>[^"]+)"(?:, ?name="(?<text>[^"]+)")?/')
    .refresh(dashboard.VariableRefresh.OnTimeRangeChanged)
    .sort(dashboard.VariableSort.AlphabeticalAsc);

const currency = () =>
  everyOf('currency', 'currency', 'vitals_exporter_reporting_currency_info')
    .multi(false)
    .includeAll(false)
    .current({ selected: true, text: '', value: '' })
    .hide(dashboard.VariableHide.HideVariable);

/** Data as of, freshness, open incidents, and how much of it all cannot be judged. */
function firstRow(): Line {
  const time = '1000 * max(vitals_health_stream_time_seconds)';
  const moves = 'max(changes(vitals_health_stream_time_seconds[2m])) > 0';
  return line(
    3,
    [
      7,
      figure(
        {
          title: 'Data as of (UTC)',
          metric: 'vitals_health_stream_time_seconds',
          says: 'Grey when it stands still: then everything below is as old as that.',
        },
        [
          { expr: `${time} and on () (${moves})`, legend: 'as of' },
          { expr: `${time} unless on () (${moves})`, legend: 'stands still' },
        ],
      )
        .textMode(common.BigValueTextMode.Value)
        .unit('time:YYYY-MM-DD HH:mm')
        .overrideByName('stands still', [colour(colours.held)]),
    ],
    [
      6,
      figure(
        {
          title: 'Freshness',
          metric: 'vitals_source_state',
          unit: 'none',
          says: 'The source that does worst. What a broken source feeds is held, and shown in grey.',
        },
        [{ expr: `max(${placeOf(sourceStates, (state) => `vitals_source_state{state="${state}"} == 1`)})` }],
      )
        .colorMode(common.BigValueColorMode.BackgroundSolid)
        .thresholds(steps(colours.unknown))
        .mappings([
          places(
            [
              'All sources fresh',
              'A source is late',
              'A source recovers',
              'A source is stale',
              'A source is silent',
            ].map((title, place) => ({ ...sourceStates[place], title })),
          ),
        ])
        .dataLinks([dataLink('vitals-freshness', 'Which source, and whom it touches')]),
    ],
    [
      5,
      figure(
        {
          title: 'Open incidents',
          metric: 'vitals_alerts_open',
          unit: 'short',
          says: 'Critical alerts of sources, segments and data, and critical rules of the platform that fire. Accounts stand in their bands.',
        },
        [
          {
            // Without a word of the alerts job, or without the rules, how many there are is not known.
            expr:
              '(count(max by (episode) (vitals_alert_since_timestamp_seconds{scope!="account", severity="critical"})) ' +
              'or 0 * sum(vitals_alerts_open)) ' +
              '+ (count(ALERTS{alertname=~"Vitals.+", alertstate="firing", severity="critical"}) ' +
              'or 0 * count(job_name:vitals_job_expected:constant))',
          },
        ],
      )
        .thresholds(steps(colours.healthy, [1, colours.atRisk]))
        .dataLinks([dataLink('vitals-alerts', 'What they are')]),
    ],
    [
      6,
      figure(
        {
          title: 'Accounts nobody can judge now',
          metric: 'vitals_portfolio_accounts',
          says: 'Held because a source is not fresh, or unknown because too little is known.',
        },
        [{ expr: 'sum(vitals_portfolio_accounts{band=~"held|unknown"})' }],
      ).thresholds(steps(colours.healthy, [1, colours.held])),
    ],
  );
}

const dataLink = (uid: string, title: string) =>
  new dashboard.DashboardLinkBuilder(title).url(linkTo(uid, title).url) as unknown as dashboard.DashboardLinkBuilder;

function annotation(name: string, color: string, expr: string, title: string) {
  return new dashboard.AnnotationQueryBuilder()
    .name(name)
    .datasource(DATA_SOURCE)
    .enable(true)
    .iconColor(color)
    .expr(checked(expr))
    .step('60s')
    .titleFormat(title)
    .target(new prometheus.DataqueryBuilder().refId('Anno').expr(expr).range().legendFormat(title).interval('60s'));
}

/** What is there now and was not five minutes ago, though others were. */
const appeared = (label: string) =>
  `sum by (${label}) (vitals_version_accounts) > 0 unless on (${label}) sum by (${label}) (vitals_version_accounts offset 5m) > 0 ` +
  'and on () sum(vitals_version_accounts offset 5m) > 0';

function annotations() {
  return [
    annotation('Model changes', colours.plain, appeared('model'), 'Model {{model}}'),
    annotation('Deploys', '#9A7BC8', appeared('code_version'), 'Code {{code_version}}'),
    annotation(
      'Incidents',
      colours.atRisk,
      'max by (kind, subject) (vitals_alert_since_timestamp_seconds{severity="critical"}) > 0 ' +
        'or max by (alertname) (ALERTS{alertname=~"Vitals.+", alertstate="firing", severity="critical"})',
      '{{alertname}}{{kind}} {{subject}}',
    ),
  ];
}

/** The board as Grafana reads it. */
export function dashboardOf(board: Board): dashboard.Dashboard {
  const builder = new dashboard.DashboardBuilder(board.title)
    .uid(board.uid)
    .description(board.question)
    .tags(['vitals', board.folder])
    .timezone('utc')
    .time({ from: board.from, to: 'now' })
    .refresh('30s')
    .tooltip(dashboard.DashboardCursorSync.Crosshair)
    .readonly();
  builder.annotations(annotations());
  for (const filter of everyFilter) {
    const hide = board.chooses.includes(filter) ? dashboard.VariableHide.DontHide : dashboard.VariableHide.HideVariable;
    builder.withVariable(everyOf(filter, FILTERS[filter], 'vitals_account_info').hide(hide));
  }
  (board.variables ?? []).forEach((variable) => builder.withVariable(variable));
  builder.withVariable(currency());
  for (const [uid, title] of BOARDS) {
    if (uid !== board.uid) {
      builder.link(
        new dashboard.DashboardLinkBuilder(title)
          .type(dashboard.DashboardLinkType.Link)
          .url(`/d/${uid}`)
          .keepTime(true)
          .includeVars(true),
      );
    }
  }
  place(builder, [firstRow(), ...board.lines]);
  return builder.build();
}

/** Lines from top to bottom, panels of a line from left to right. */
function place(builder: dashboard.DashboardBuilder, all: (Line | Section)[]): void {
  let y = 0;
  let id = 1;
  for (const one of all) {
    if ('heading' in one) {
      builder.withRow(new dashboard.RowBuilder(one.heading).gridPos({ x: 0, y, w: 24, h: 1 }).id(id++));
      y += 1;
      continue;
    }
    let x = 0;
    for (const [w, panel] of one.panels) {
      builder.withPanel(panel.id(id++).gridPos({ x, y, w, h: one.height }) as never);
      x += w;
    }
    if (x > 24) throw new Error(`a line is ${x} columns wide`);
    y += one.height;
  }
}
