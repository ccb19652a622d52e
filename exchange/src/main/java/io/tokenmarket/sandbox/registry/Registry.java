package io.tokenmarket.sandbox.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.tokenmarket.sandbox.registry.Journal.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Subjects, their versions, and schemas by id. Equal schemas share one id, whatever their subject.
 * Parsing and compatibility are Confluent's own.
 */
final class Registry {
  static final String LATEST = "latest";

  /** Characters of a subject, as many as a topic's name may have with its ending. */
  static final int LONGEST_NAME = 255;

  /** One version of a subject. */
  record Version(String subject, int version, int id, ParsedSchema schema) {}

  private final Journal journal;
  private final Map<String, List<Version>> subjects = new TreeMap<>();
  private final Map<Integer, ParsedSchema> schemas = new LinkedHashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private CompatibilityLevel globalLevel = CompatibilityLevel.BACKWARD;

  Registry(Journal journal) {
    this.journal = journal;
    journal.read().forEach(this::apply);
  }

  synchronized Collection<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  synchronized List<Version> versions(String subject) {
    List<Version> versions = subjects.get(subject);
    if (versions == null) {
      throw RegistryException.subjectNotFound(subject);
    }
    return List.copyOf(versions);
  }

  Version version(String subject, String version) {
    List<Version> versions = versions(subject);
    int number = LATEST.equals(version) ? versions.size() : number(version);
    if (number > versions.size()) {
      throw RegistryException.versionNotFound(number);
    }
    return versions.get(number - 1);
  }

  synchronized ParsedSchema schema(int id) {
    ParsedSchema schema = schemas.get(id);
    if (schema == null) {
      throw RegistryException.schemaNotFound(Integer.toString(id));
    }
    return schema;
  }

  synchronized List<Version> versionsOf(int id) {
    schema(id);
    return subjects.values().stream()
        .flatMap(List::stream)
        .filter(version -> version.id() == id)
        .toList();
  }

  /** The version of the subject that is this schema. */
  Version lookUp(String subject, String schema) {
    String canonical = SchemaText.parse(schema).canonicalString();
    return versions(subject).stream()
        .filter(version -> version.schema().canonicalString().equals(canonical))
        .findFirst()
        .orElseThrow(() -> RegistryException.schemaNotFound("of subject '" + subject + "'"));
  }

  /** The version of the subject that is this schema, a new one if need be. */
  synchronized Version register(String subject, String schema) {
    requireName(subject);
    ParsedSchema parsed = SchemaText.parse(schema);
    List<Version> before = subjects.getOrDefault(subject, List.of());
    for (Version version : before) {
      if (version.schema().canonicalString().equals(parsed.canonicalString())) {
        return version;
      }
    }
    List<String> differences = differences(subject, parsed, before);
    if (!differences.isEmpty()) {
      throw RegistryException.incompatible(subject, differences);
    }
    return add(subject, parsed, before.size() + 1);
  }

  /**
   * What keeps the schema from being the subject's next version; nothing if it is compatible.
   *
   * @param version the one to compare with, or null for all that the subject's level looks at
   */
  synchronized List<String> differences(String subject, String schema, String version) {
    List<Version> known = subjects.getOrDefault(subject, List.of());
    boolean noneYet = known.isEmpty() && (version == null || LATEST.equals(version));
    if (!noneYet && version != null) {
      known = List.of(version(subject, version));
    }
    return differences(subject, SchemaText.parse(schema), known);
  }

  synchronized CompatibilityLevel level() {
    return globalLevel;
  }

  /** The subject's own level, or null. */
  synchronized CompatibilityLevel level(String subject) {
    return levels.get(subject);
  }

  /**
   * Sets a level.
   *
   * @param subject null for the global one
   */
  synchronized void setLevel(String subject, String name) {
    CompatibilityLevel level = CompatibilityLevel.forName(name);
    if (level == null) {
      throw RegistryException.invalidLevel(name);
    }
    if (subject != null) {
      requireName(subject);
    }
    CompatibilityLevel before = subject == null ? globalLevel : levels.get(subject);
    if (level != before) {
      record(Change.level(subject, level.name));
    }
  }

  private Version add(String subject, ParsedSchema schema, int version) {
    int id = ids.getOrDefault(schema.canonicalString(), ids.size() + 1);
    record(Change.registered(subject, version, id, schema.canonicalString()));
    return subjects.get(subject).get(version - 1);
  }

  private void record(Change change) {
    journal.append(change);
    apply(change);
  }

  private void apply(Change change) {
    if (change.schema() != null) {
      applyRegistered(change);
    } else if (change.subject() != null) {
      levels.put(change.subject(), CompatibilityLevel.forName(change.compatibility()));
    } else {
      globalLevel = CompatibilityLevel.forName(change.compatibility());
    }
  }

  private void applyRegistered(Change change) {
    ParsedSchema schema =
        schemas.computeIfAbsent(change.id(), id -> SchemaText.known(change.schema()));
    ids.put(schema.canonicalString(), change.id());
    subjects
        .computeIfAbsent(change.subject(), subject -> new ArrayList<>())
        .add(new Version(change.subject(), change.version(), change.id(), schema));
  }

  private List<String> differences(String subject, ParsedSchema schema, List<Version> earlier) {
    List<ParsedSchemaHolder> holders = new ArrayList<>();
    earlier.forEach(version -> holders.add(new SimpleParsedSchemaHolder(version.schema())));
    return schema.isCompatible(levels.getOrDefault(subject, globalLevel), holders);
  }

  /** As it is kept a line each, and shown in answers and logs. */
  private static void requireName(String subject) {
    boolean plain = subject.codePoints().noneMatch(Character::isISOControl);
    if (subject.isEmpty() || subject.length() > LONGEST_NAME || !plain) {
      throw RegistryException.invalidSubject(LONGEST_NAME);
    }
  }

  private static int number(String version) {
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw RegistryException.invalidVersion(version);
    }
    return Integer.parseInt(version);
  }
}
