package io.throughline.web.mine;

import io.throughline.web.Frame;
import io.throughline.web.mine.MinePage.LoadRow;
import java.util.List;

/** How loaded the members of a team are, for their lead; in the order of the names. */
public record LedPage(Frame frame, String team, String teamHref, List<LoadRow> members) {}
