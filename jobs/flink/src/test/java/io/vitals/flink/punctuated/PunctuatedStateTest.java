package io.vitals.flink.punctuated;

import io.vitals.flink.testing.StateRecords;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PunctuatedStateTest {
  @Test
  void whatAWriterLastSaidIsKeptAsItWas() throws IOException {
    StateRecords.assertKept(LastPunctuation.class);
  }
}
