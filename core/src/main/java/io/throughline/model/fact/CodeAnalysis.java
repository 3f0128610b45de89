package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One analysis of the code of a project by a server such as SonarQube, of a branch or of a merge
 * request. Ratings are 1 (A) to 5 (E), by the server's own grid.
 *
 * @param ref branch; null where the source tells none
 * @param mainBranch whether it is the project's main branch
 * @param change number of the merge request that was analysed; null for a branch
 * @param sha revision that was analysed, in lower case
 * @param mode {@code standard} or {@code mqr}; numbers of one are not those of the other
 * @param gateStatus {@code ok}, {@code warn}, {@code error} or {@code none}
 * @param coverage SonarQube's own mix of lines and conditions, in percent
 * @param linesOfCode without comments and blank lines
 * @param newLines of new code
 * @param vulnerabilities open ones, accepted and false positive ones left out
 * @param accepted issues that are accepted or false positive
 * @param hotspotsReviewed in percent
 * @param newIssues issues of new code, of all kinds
 * @param debtMinutes what mending all maintainability issues would take
 */
public record CodeAnalysis(
    long id,
    @Nullable Long projectId,
    @Nullable String ref,
    @Nullable Boolean mainBranch,
    @Nullable Long change,
    @Nullable String sha,
    @Nullable Instant at,
    @Nullable String mode,
    @Nullable String gateStatus,
    @Nullable Integer reliability,
    @Nullable Integer security,
    @Nullable Integer maintainability,
    @Nullable Integer newReliability,
    @Nullable Integer newSecurity,
    @Nullable Integer newMaintainability,
    @Nullable Double coverage,
    @Nullable Double newCoverage,
    @Nullable Long coveredConditions,
    @Nullable Long conditions,
    @Nullable Long coveredLines,
    @Nullable Long coverableLines,
    @Nullable Long linesOfCode,
    @Nullable Long newLines,
    @Nullable Long duplicatedLines,
    @Nullable Long newDuplicatedLines,
    @Nullable Long bugs,
    @Nullable Long vulnerabilities,
    @Nullable Long codeSmells,
    @Nullable Long newVulnerabilities,
    @Nullable Long newIssues,
    @Nullable Long accepted,
    @Nullable Double hotspotsReviewed,
    @Nullable Double newHotspotsReviewed,
    @Nullable Long debtMinutes,
    @Nullable String webUrl)
    implements Snapshot {}
