package io.vitals.schemas.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vitals.schemas.topics.TopicTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes the committed files that follow from the contracts: published schemas, golden bytes and
 * the topic table. What the tests compare with and what is written comes from the same methods. How
 * to run it stands in {@code schemas/README.md}.
 */
public final class ContractFiles {
  static final String COMMAND = "./mvnw -q -pl schemas test-compile exec:java";

  private ContractFiles() {}

  /**
   * Writes the files.
   *
   * @param arguments the folder of this module
   */
  public static void main(String[] arguments) throws IOException {
    Path module = Path.of(arguments[0]);
    for (Class<? extends SpecificRecord> type : Samples.types()) {
      Schema schema = RecordTypes.schemaOf(type);
      Path published = module.resolve("src/main/resources/published").resolve(schema.getName());
      Files.createDirectories(published);
      Files.writeString(
          published.resolve("v" + versionOf(schema) + ".avsc"), publishedText(schema));
      Path golden = module.resolve("src/test/resources/golden");
      Files.createDirectories(golden);
      Files.writeString(golden.resolve(schema.getName() + ".hex"), goldenText(type));
    }
    Path readme = module.resolve("README.md");
    Files.writeString(readme, TopicTable.replaceIn(Files.readString(readme)));
  }

  /** The version this schema has or would get: the newest one, or a new one if it differs. */
  static int versionOf(Schema schema) {
    List<Schema> published = PublishedSchemas.of(schema.getName());
    if (published.isEmpty()) {
      return 1;
    }
    Schema newest = published.get(published.size() - 1);
    boolean same = SchemaStore.fingerprint(newest) == SchemaStore.fingerprint(schema);
    return same ? published.size() : published.size() + 1;
  }

  /** The schema as it is published: pretty JSON without what only our Java code needs. */
  static String publishedText(Schema schema) {
    ObjectMapper json = new ObjectMapper();
    try {
      JsonNode tree = withoutJavaTypes(json.readTree(schema.toString()));
      return json.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema is not JSON", e);
    }
  }

  /** The golden bytes of a record type: each sample in hexadecimal behind a line that names it. */
  static <T extends SpecificRecord> String goldenText(Class<T> type) {
    HexFormat hex = HexFormat.of();
    RecordWriter<T> writer = RecordWriter.of(type);
    return "# every field set\n"
        + hex.formatHex(writer.write(Samples.full(type)))
        + "\n# every nullable field null, every array empty\n"
        + hex.formatHex(writer.write(Samples.nulls(type)))
        + "\n";
  }

  private static JsonNode withoutJavaTypes(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.remove("avro.java.string") != null && object.size() == 1) {
        return TextNode.valueOf(object.get("type").asText());
      }
      object.properties().forEach(entry -> entry.setValue(withoutJavaTypes(entry.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withoutJavaTypes(array.get(i)));
      }
    }
    return node;
  }
}
