package io.vitals.flink.health;

import io.vitals.domain.health.InvalidModelException;
import io.vitals.domain.health.KnownModels;
import io.vitals.domain.health.KnownModels.Known;
import io.vitals.domain.health.ModelFile;
import io.vitals.schemas.metrics.MetricDictionary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models an operator scores by: those it was given and those of its broadcast state. Models
 * come seldom and accounts often, so they are parsed when they change and not for each account.
 */
final class Models {
  private static final Logger LOG = LoggerFactory.getLogger(Models.class);

  private final MetricDictionary dictionary = MetricDictionary.load();
  private final List<Known> given = new ArrayList<>();
  private KnownModels known;

  /**
   * @param given model files known from the beginning
   * @throws InvalidModelException if one of them is none
   */
  Models(List<String> given) {
    given.forEach(
        yaml -> this.given.add(new Known(ModelFile.parse(yaml, dictionary), Instant.MIN)));
  }

  /** State changed: it is read again before it is used. */
  void changed() {
    known = null;
  }

  /** Reads state if it changed since it was read last. */
  void refresh(Iterable<Map.Entry<String, ModelRow>> rows) {
    if (known == null) {
      List<Known> all = new ArrayList<>(given);
      rows.forEach(row -> add(row.getValue(), all));
      known = KnownModels.of(all);
    }
  }

  /** A row that was valid once may be none any more for the dictionary of a later release. */
  private void add(ModelRow row, List<Known> all) {
    try {
      all.add(new Known(ModelFile.parse(row.yaml(), dictionary), Instant.ofEpochMilli(row.time())));
    } catch (InvalidModelException e) {
      LOG.error("Health model {} is not used: {}", row.key(), e.getMessage());
    }
  }

  /** The models as of the last {@link #refresh}. */
  KnownModels known() {
    return known;
  }
}
