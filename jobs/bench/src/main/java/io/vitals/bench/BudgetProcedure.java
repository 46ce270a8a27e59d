package io.vitals.bench;

import io.vitals.domain.anomaly.budget.AlertBudget;
import io.vitals.domain.anomaly.budget.AlertBudgetSettings;
import io.vitals.domain.anomaly.budget.Batch;
import io.vitals.domain.anomaly.budget.Candidate;
import io.vitals.domain.anomaly.budget.CauseSettings;
import io.vitals.domain.anomaly.budget.Causes;
import io.vitals.domain.anomaly.budget.Causes.Grouping;
import io.vitals.domain.anomaly.budget.Causes.OpenSegment;
import io.vitals.domain.anomaly.budget.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Something that says which series of a day are alerted. One stream each. */
interface BudgetProcedure {
  double ALPHA = 0.1;

  /** Names of the series that are alerted, and were not in the same episode before. */
  List<String> alerts(BudgetStream stream, double[] tails);

  /** Time taken so far, nanoseconds; 0 where it is not measured. */
  default long nanoseconds() {
    return 0;
  }

  /** Ours: causes, then the budget. */
  final class Ours implements BudgetProcedure {
    private final AlertBudgetSettings settings;
    private final CauseSettings causes = CauseSettings.standard();
    private AlertBudget budget = AlertBudget.start();
    private List<OpenSegment> open = List.of();
    private long nanoseconds;

    Ours(int series, int days) {
      AlertBudgetSettings standard = AlertBudgetSettings.standard(series + BudgetStream.SEGMENTS);
      settings =
          new AlertBudgetSettings(
              ALPHA,
              standard.alertsPerDay(),
              days,
              standard.testsPerDay(),
              standard.smallestBelievable(),
              standard.waitingLimit(),
              standard.forgetAfterDays());
    }

    @Override
    public List<String> alerts(BudgetStream stream, double[] tails) {
      Grouping grouping =
          Causes.group(stream.bucket(), stream.points(tails), List.of(), open, causes);
      Batch batch = grouping.batch();
      long begin = System.nanoTime();
      Decision decision = budget.decide(batch, settings);
      nanoseconds += System.nanoTime() - begin;
      budget = decision.next();
      open = grouping.open();
      return decision.alerts().stream().map(Candidate::series).toList();
    }

    @Override
    public long nanoseconds() {
      return nanoseconds;
    }
  }

  /** What is below a fixed tail probability. */
  final class Fixed implements BudgetProcedure {
    private final Told told = new Told();
    private final double threshold;

    Fixed(double threshold) {
      this.threshold = threshold;
    }

    @Override
    public List<String> alerts(BudgetStream stream, double[] tails) {
      return told.fresh(
          stream,
          IntStream.range(0, tails.length).filter(i -> tails[i] <= threshold).boxed().toList());
    }
  }

  /** Benjamini and Hochberg (1995), each day for itself. */
  final class DailyBenjaminiHochberg implements BudgetProcedure {
    private final Told told = new Told();

    @Override
    public List<String> alerts(BudgetStream stream, double[] tails) {
      double[] sorted = tails.clone();
      Arrays.sort(sorted);
      int count = sorted.length;
      while (count > 0 && sorted[count - 1] > ALPHA * count / sorted.length) {
        count--;
      }
      double threshold = count == 0 ? 0 : ALPHA * count / sorted.length;
      return told.fresh(
          stream,
          IntStream.range(0, tails.length).filter(i -> tails[i] <= threshold).boxed().toList());
    }
  }

  /**
   * LORD++ (Ramdas, Yang, Wainwright and Jordan, 2017) with its authors' weights and half of alpha
   * to begin with, a day's series in the order of their names.
   */
  final class LordPlusPlus implements BudgetProcedure {
    private final Told told = new Told();
    private final double[] weights;
    private final List<Integer> rejections = new ArrayList<>();
    private int tests;

    LordPlusPlus(int tests) {
      weights = new double[tests + 1];
      double sum = 0;
      for (int j = 1; j <= tests; j++) {
        weights[j] = Math.log(Math.max(j, 2)) / (j * Math.exp(Math.sqrt(Math.log(j))));
        sum += weights[j];
      }
      for (int j = 1; j <= tests; j++) {
        weights[j] /= sum;
      }
    }

    @Override
    public List<String> alerts(BudgetStream stream, double[] tails) {
      List<Integer> odd = new ArrayList<>();
      for (int i = 0; i < tails.length; i++) {
        tests++;
        double level = weights[tests] * ALPHA / 2;
        for (int r = 0; r < rejections.size(); r++) {
          level += (r == 0 ? ALPHA / 2 : ALPHA) * weights[tests - rejections.get(r)];
        }
        if (tails[i] <= level) {
          odd.add(i);
          rejections.add(tests);
        }
      }
      return told.fresh(stream, odd);
    }
  }

  /** Anomalies of which a procedure has told. */
  final class Told {
    private final Set<String> told = new HashSet<>();

    List<String> fresh(BudgetStream stream, List<Integer> odd) {
      return odd.stream()
          .filter(
              i ->
                  !stream.isAnomalous(i)
                      || told.add(BudgetStream.series(i) + "@" + episode(stream, i)))
          .map(BudgetStream::series)
          .toList();
    }

    private static Object episode(BudgetStream stream, int index) {
      return stream
          .bucket()
          .start()
          .minus(stream.bucket().length().multipliedBy(stream.sinceDays(index)));
    }
  }
}
