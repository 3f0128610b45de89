package io.throughline.report;

import java.util.List;
import java.util.Set;

/**
 * What an OpenAPI document says that an API can do.
 *
 * @param bases paths before every operation's path, of the servers that the document names; {@code
 *     ""} when it names none
 * @param operations in the order of the document
 * @param notes what a person should know
 */
public record ApiDescription(
    String title, List<String> bases, List<Operation> operations, List<String> notes)
    implements Measured {
  public ApiDescription {
    bases = List.copyOf(bases);
    operations = List.copyOf(operations);
    notes = List.copyOf(notes);
  }

  /**
   * An operation with its documented answers.
   *
   * @param id {@code operationId}; empty when it has none
   * @param statuses {@code 200}, {@code 4XX}, {@code default}
   */
  public record Operation(
      ApiOperation operation, String id, boolean deprecated, Set<String> statuses) {
    public Operation {
      statuses = Set.copyOf(statuses);
    }
  }
}
