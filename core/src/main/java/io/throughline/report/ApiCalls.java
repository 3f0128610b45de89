package io.throughline.report;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls of an API that tests made, as a recording tells them.
 *
 * @param calls by method and path without query, with the statuses that were answered
 * @param notes what a person should know
 */
public record ApiCalls(Map<ApiOperation, Set<Integer>> calls, List<String> notes)
    implements Measured {
  public ApiCalls {
    calls = Map.copyOf(calls);
    notes = List.copyOf(notes);
  }
}
