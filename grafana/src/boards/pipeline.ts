import { colours } from '../bands';
import { Board, line } from '../frame';
import { figure, lines, steps, rows } from '../panels';
import { NOW } from '../queries';

const job = (expression: string) =>
  `max by (job_name) (label_replace(${expression}, "job_name", "$1", "job_name", "vitals.(.+)"))`;
const CHECKPOINT = 'job_name:flink_jobmanager_job_lastCheckpointCompletedTimestamp:max';
const RUNNING = 'job_name:flink_jobmanager_job_runningTime:max';
const EXPECTED = 'job_name:vitals_job_expected:constant';
const flink = "From Flink's Prometheus reporter.";
const perJob = '{{job_name}}';

export const pipeline: Board = {
  uid: 'vitals-pipeline',
  title: 'Pipeline',
  folder: 'platform',
  question: 'Does everything run, keep up, and keep what it wrote?',
  from: 'now-1h',
  chooses: [],
  lines: [
    line(
      4,
      [
        5,
        figure({ title: 'Jobs that do not run', says: `Of the six that are to run. ${flink}`, unit: 'short' }, [
          { expr: `count(${EXPECTED} unless on (job_name) (${RUNNING} > 0)) or 0 * count(${EXPECTED})` },
        ]).thresholds(steps(colours.healthy, [1, colours.atRisk])),
      ],
      [
        5,
        figure(
          {
            title: 'Oldest checkpoint',
            says: `Of any job. At ten minutes somebody is paged; at fifteen what was written since is lost. ${flink}`,
            unit: 's',
          },
          [{ expr: `max(time() - (${CHECKPOINT} > 0) / 1000)` }],
        )
          .decimals(0)
          .thresholds(steps(colours.healthy, [300, colours.watch], [600, colours.atRisk])),
      ],
      [
        5,
        figure({ title: 'Restarts in an hour', says: `Over all jobs. ${flink}`, unit: 'short' }, [
          { expr: 'sum(clamp_min(delta(job_name:flink_jobmanager_job_numRestarts:max[1h]), 0))' },
        ])
          .decimals(0)
          .thresholds(steps(colours.healthy, [1, colours.watch], [3, colours.atRisk])),
      ],
      [
        4,
        figure({ title: 'Exporter lag', metric: 'vitals_exporter_consumer_lag_records', unit: 'suffix:records' }, [
          { expr: 'max(vitals_exporter_consumer_lag_records)' },
        ]).thresholds(steps(colours.healthy, [1000, colours.watch], [10000, colours.atRisk])),
      ],
      [
        5,
        figure(
          {
            title: 'Notifier last told all',
            metric: 'vitals_notifier_last_success_timestamp_seconds',
            says: 'Ago, of the Alertmanager that waits longest.',
            unit: 's',
          },
          [{ expr: 'max(time() - (vitals_notifier_last_success_timestamp_seconds > 0))' }],
        )
          .decimals(0)
          .thresholds(steps(colours.healthy, [120, colours.watch], [300, colours.atRisk])),
      ],
    ),
    line(
      7,
      [
        8,
        lines({ title: 'Records still to read', says: `By job, over its sources. ${flink}`, unit: 'short' }, [
          {
            expr: 'sum by (job_name) (job_name_operator_name:flink_taskmanager_job_task_operator_pendingRecords:sum)',
            legend: perJob,
          },
        ]),
      ],
      [
        8,
        lines(
          {
            title: 'Time of each job behind that of the figures',
            says: `How far the watermark of a job is behind (below zero: ahead of) the time up to which health is exported. A line that climbs is a job that stands still. ${flink}`,
            unit: 's',
          },
          [
            {
              expr: `${NOW} - job_name:flink_taskmanager_job_task_operator_currentOutputWatermark:min / 1000`,
              legend: perJob,
            },
          ],
        ),
      ],
      [
        8,
        lines(
          {
            title: 'Records that arrive, by source',
            says: `Each second, mean of 15 minutes. ${flink}`,
            unit: 'suffix:/s',
          },
          [
            {
              expr: 'source:flink_taskmanager_job_task_operator_source_arrivedRecords:increase15m / 900',
              legend: '{{source}}',
            },
          ],
        ),
      ],
    ),
    line(
      7,
      [
        8,
        lines(
          {
            title: 'Busiest task of each job',
            says: `Share of a second that its busiest subtask works. ${flink}`,
            unit: 'percentunit',
          },
          [{ expr: `${job('flink_taskmanager_job_task_busyTimeMsPerSecond')} / 1000`, legend: perJob }],
        ).max(1),
      ],
      [
        8,
        lines(
          {
            title: 'Held up by what comes after',
            says: `Share of a second that the task most held up waits; above 50 % for ten minutes somebody is told. ${flink}`,
            unit: 'percentunit',
          },
          [
            {
              expr: 'max by (job_name) (job_name_task_name:flink_taskmanager_job_task_backPressuredTimeMsPerSecond:max) / 1000',
              legend: perJob,
            },
          ],
        ).max(1),
      ],
      [
        8,
        lines(
          {
            title: 'Dead letters, share of what arrives',
            says: `Of 15 minutes. Above 1 % somebody is told. ${flink}`,
            unit: 'percentunit',
          },
          [
            {
              expr:
                'source:flink_taskmanager_job_task_operator_source_deadLetters:increase15m ' +
                '/ (source:flink_taskmanager_job_task_operator_source_arrivedRecords:increase15m > 0)',
              legend: '{{source}}',
            },
          ],
        )
          .decimals(2)
          .axisSoftMax(0.01),
      ],
    ),
    line(
      7,
      [
        8,
        lines({ title: 'How long checkpoints take', says: flink, unit: 'ms' }, [
          { expr: `${job('flink_jobmanager_job_lastCheckpointDuration')} >= 0`, legend: perJob },
        ]),
      ],
      [
        8,
        lines({ title: 'State size', says: `Full size of the last checkpoint of each job. ${flink}`, unit: 'bytes' }, [
          { expr: `${job('flink_jobmanager_job_lastCheckpointFullSize')} >= 0`, legend: perJob },
        ]),
      ],
      [
        8,
        rows(
          {
            title: 'What runs',
            metric: 'vitals_version_accounts',
            says: 'Two rows while a new model or release takes over.',
          },
          'version',
          [
            {
              title: 'Model',
              label: 'model',
              width: 84,
              expr: 'label_join(sum by (model, code_version, dictionary_version) (vitals_version_accounts) > 0, "version", " ", "model", "code_version", "dictionary_version")',
            },
            { title: 'Code', label: 'code_version', width: 124 },
            { title: 'Dictionary', label: 'dictionary_version', width: 84 },
            { title: 'Accounts', width: 80 },
          ],
          'Accounts',
        ),
      ],
    ),
    line(
      4,
      [
        8,
        figure({ title: 'Metrics fully described', metric: 'vitals_dictionary_compliance_ratio' }, [
          { expr: 'max(vitals_dictionary_compliance_ratio)' },
        ])
          .decimals(0)
          .thresholds(steps(colours.atRisk, [0.95, colours.watch], [1, colours.healthy])),
      ],
      [
        8,
        figure(
          {
            title: 'Accounts without series of their own',
            metric: 'vitals_exporter_accounts_omitted',
            says: 'Above zero, tables of accounts lack the least at risk; totals do not.',
          },
          [{ expr: 'sum(vitals_exporter_accounts_omitted)' }],
        ).thresholds(steps(colours.healthy, [1, colours.watch])),
      ],
      [
        8,
        figure({ title: 'Failed checkpoints in an hour', says: `Over all jobs. ${flink}`, unit: 'short' }, [
          { expr: 'sum(clamp_min(delta(job_name:flink_jobmanager_job_numberOfFailedCheckpoints:max[1h]), 0))' },
        ])
          .decimals(0)
          .thresholds(steps(colours.healthy, [1, colours.watch], [3, colours.atRisk])),
      ],
    ),
  ],
};
