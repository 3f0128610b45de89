package io.throughline.simulator.world;

import java.util.List;

/** A tagged release of a library; it carries what was merged since the one before. */
public record Release(
    long id,
    Project project,
    String tag,
    String sha,
    String previousSha,
    long at,
    Account author,
    List<MergeRequest> carried) {}
