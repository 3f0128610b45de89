package io.throughline.web.production;

import io.throughline.web.Links;
import io.throughline.web.View;
import io.throughline.web.part.Choice;
import java.util.List;

/** The ways between the pages of production; the team and the range stay. */
enum Tabs {
  DEPLOYMENTS,
  DORA,
  HEALTH,
  INCIDENTS,
  CUSTOMERS,
  GITOPS,
  /** The page of one thing, which none of the ways leads to. */
  ONE;

  List<Choice> of(View view) {
    return List.of(
        new Choice("Deployments", Links.deployments(view), this == DEPLOYMENTS),
        new Choice("DORA", Links.dora(view), this == DORA),
        new Choice("Health", Links.production(view), this == HEALTH),
        new Choice("Incidents", Links.incidents(view), this == INCIDENTS),
        new Choice("Customers", Links.customers(view), this == CUSTOMERS),
        new Choice("GitOps", Links.gitops(view), this == GITOPS));
  }
}
