package io.throughline.web.gates;

import io.throughline.web.Links;
import io.throughline.web.View;
import io.throughline.web.part.Choice;
import java.util.List;

/** The ways between the pages of gates; the team and the range stay. */
enum Tabs {
  MATRIX,
  FLAKY,
  VULNERABILITIES,
  LOAD,
  /** The page of one build, which none of the ways leads to. */
  BUILD;

  List<Choice> of(View view) {
    return List.of(
        new Choice("Matrix", Links.gates(view.team()), this == MATRIX),
        new Choice("Flaky", Links.flaky(view), this == FLAKY),
        new Choice("Vulnerabilities", Links.vulnerabilities(view.team()), this == VULNERABILITIES),
        new Choice("Load tests", Links.load(view), this == LOAD));
  }
}
