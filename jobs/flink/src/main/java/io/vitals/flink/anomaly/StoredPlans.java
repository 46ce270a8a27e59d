package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.episode.Planned;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/** What somebody said would come; of a subject and kind, what was said last. */
final class StoredPlans {
  private final MapState<String, Planned> plans;

  StoredPlans(MapState<String, Planned> plans) {
    this.plans = plans;
  }

  void add(Planned planned) throws Exception {
    plans.put(planned.kind() + "|" + planned.scope() + "|" + planned.subject(), planned);
  }

  /** Those that are not past; the others are forgotten. */
  List<Planned> lately(long now) throws Exception {
    List<Planned> lately = new ArrayList<>();
    List<String> past = new ArrayList<>();
    for (String key : plans.keys()) {
      Planned planned = plans.get(key);
      if (planned.isPast(now)) {
        past.add(key);
      } else {
        lately.add(planned);
      }
    }
    for (String key : past) {
      plans.remove(key);
    }
    return lately;
  }
}
