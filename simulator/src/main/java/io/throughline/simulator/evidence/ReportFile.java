package io.throughline.simulator.evidence;

import java.util.function.Supplier;

/**
 * A report that a build left behind.
 *
 * @param path among the artifacts of the job
 * @param format its word in the evidence
 * @param kind what it is about, in the words of the gates
 * @param content its bytes, the same at each asking; written only then
 */
public record ReportFile(String path, String format, String kind, Supplier<byte[]> content) {}
