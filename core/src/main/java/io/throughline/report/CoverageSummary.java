package io.throughline.report;

import java.util.List;

/**
 * What a report of coverage adds up to. Several reports of one build are added up, never averaged.
 *
 * @param lines that can be covered; 0: it tells of no line, which is no data and not 0 %
 * @param branches that can be taken; 0 where the tool does not tell of branches
 * @param notes what a person should know: totals that disagree with the lines
 */
public record CoverageSummary(
    long coveredLines, long lines, long coveredBranches, long branches, List<String> notes)
    implements Measured {
  public CoverageSummary {
    notes = List.copyOf(notes);
  }
}
