package io.throughline.warehouse.fact;

import io.throughline.model.fact.Fact;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.Snapshot;
import io.throughline.warehouse.sql.Column;
import io.throughline.warehouse.sql.ColumnType;
import io.throughline.warehouse.sql.Table;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one record of facts. The first component is the id of the thing or of the parent;
 * the second component of a {@link Member} is its key within the parent.
 */
public final class FactTable {
  /** Every kind of fact, in a fixed order. */
  public static final List<FactTable> ALL =
      java.util.stream.Stream.of(Snapshot.class, Member.class)
          .flatMap(c -> Arrays.stream(c.getPermittedSubclasses()))
          .map(c -> new FactTable(c.asSubclass(Fact.class)))
          .toList();

  private final Class<? extends Fact> type;
  private final RecordComponent[] components;
  private final String word;
  private final Table folded;
  private final Table versions;

  private FactTable(Class<? extends Fact> type) {
    this.type = type;
    this.components = type.getRecordComponents();
    this.word = snake(type.getSimpleName());
    List<Column> own =
        Arrays.stream(components).map(c -> new Column(snake(c.getName()), type(c))).toList();
    if (isSnapshot()) {
      List<Column> columns =
          with(
              own,
              column("version_at", ColumnType.TIMESTAMP),
              column("channel", ColumnType.INTEGER),
              column("sequence", ColumnType.BIGINT),
              column("ordinal", ColumnType.INTEGER),
              column("complete", ColumnType.BOOLEAN));
      folded = new Table("fact_" + word, columns);
      versions = new Table(folded.name() + "_version", columns);
    } else {
      folded =
          new Table(
              "fact_" + word,
              with(
                  own,
                  column("feed", ColumnType.TEXT),
                  column("taken_at", ColumnType.TIMESTAMP),
                  column("sequence", ColumnType.BIGINT)));
      versions = folded;
    }
  }

  /** The table of a kind of fact. */
  public static FactTable of(Class<? extends Fact> type) {
    return ALL.stream()
        .filter(t -> t.type == type)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a fact: " + type));
  }

  /** Whether it holds states of things; otherwise members of sets. */
  public boolean isSnapshot() {
    return Snapshot.class.isAssignableFrom(type);
  }

  /** The record in snake case: {@code merge_request}. */
  public String word() {
    return word;
  }

  /** The word of the thing that members belong to: {@code merge_request}. */
  public String parentWord() {
    String parent = folded.columns().getFirst().name().replaceAll("_id$", "");
    // What reports say calls the report of a build by its last word.
    return parent.equals("report") ? "build_report" : parent;
  }

  /** What is asked: the folded state, or the members. */
  public Table folded() {
    return folded;
  }

  /**
   * The tellings of those things whose state comes of more than one; where a single one is all that
   * matters, it is the state. For members the same table.
   */
  public Table versions() {
    return versions;
  }

  /** How many components the record has. */
  public int width() {
    return components.length;
  }

  /** The values of a fact, in the order of the columns, as they are stored. */
  public @Nullable Object[] values(Fact fact) {
    @Nullable Object[] row = new Object[components.length];
    for (int i = 0; i < row.length; i++) {
      try {
        row[i] = Stored.of(components[i].getAccessor().invoke(fact));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + components[i], e);
      }
    }
    return row;
  }

  private static ColumnType type(RecordComponent component) {
    Class<?> c = component.getType();
    if (c == long.class || c == Long.class) {
      return ColumnType.BIGINT;
    } else if (c == int.class || c == Integer.class) {
      return ColumnType.INTEGER;
    } else if (c == boolean.class || c == Boolean.class) {
      return ColumnType.BOOLEAN;
    } else if (c == Double.class) {
      return ColumnType.DOUBLE;
    } else if (c == String.class || c.isEnum()) {
      return ColumnType.TEXT;
    } else if (c == Instant.class) {
      return ColumnType.TIMESTAMP;
    }
    throw new IllegalStateException("no column type for " + component);
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type);
  }

  private static List<Column> with(List<Column> own, Column... more) {
    List<Column> all = new ArrayList<>(own);
    all.addAll(List.of(more));
    return all;
  }

  private static String snake(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
