package io.throughline.report;

import org.jspecify.annotations.Nullable;

/**
 * One test of a report.
 *
 * @param suite names of the suites around it, outermost first, joined by {@code " > "}; empty when
 *     none has a name
 * @param className as the tool wrote it; empty when it did not
 * @param name as the tool wrote it; empty when it did not
 * @param flaky whether it failed and passed when it was run again
 * @param seconds how long it took; null where the tool does not say, or says what is no duration
 * @param message the first lines of why it failed or was skipped; null when nothing is said
 */
public record TestCase(
    String suite,
    String className,
    String name,
    TestOutcome outcome,
    boolean flaky,
    @Nullable Double seconds,
    @Nullable String message)
    implements Detail {}
