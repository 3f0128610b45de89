package io.throughline.warehouse;

import io.throughline.warehouse.fact.FactTable;
import io.throughline.warehouse.sql.Sha256;
import io.throughline.warehouse.sql.Sql;
import java.util.List;

/** Tells whether stored tables were made by these records and scripts; if not, they are rebuilt. */
final class SchemaFingerprint {
  private static final List<String> TEXTS =
      List.of(
          "schema.sql",
          "derive/tables.sql",
          "derive/account.sql",
          "derive/account_changed.sql",
          "derive/project.sql",
          "derive/environment.sql",
          "derive/deployment.sql",
          "derive/deployable.sql",
          "derive/release.sql",
          "derive/pipeline.sql",
          "derive/link.sql",
          "derive/link_known.sql",
          "derive/link_find.sql",
          "derive/merge_request.sql",
          "derive/review_request.sql",
          "derive/person_activity.sql",
          "derive/document.sql",
          "derive/document_git.sql",
          "derive/ticket_address.sql",
          "derive/ticket_document.sql",
          "derive/customer_incident.sql",
          "derive/incident_telling.sql",
          "derive/incident_scope.sql",
          "derive/incident_pair.sql",
          "derive/incident.sql",
          "derive/incident_call.sql",
          "derive/check_span.sql",
          "derive/service_hour.sql",
          "derive/survey_answer.sql",
          "derive/production_touched.sql",
          "derive/production_sync.sql",
          "derive/production_outcome.sql",
          "derive/production_commit.sql",
          "derive/production_change.sql",
          "derive/production_incident_link.sql",
          "derive/production_failed.sql",
          "derive/production_merge_request.sql",
          "derive/gitops_span.sql");

  /** Of the running version. */
  static final String CURRENT = compute();

  private SchemaFingerprint() {}

  private static String compute() {
    Sha256 hash = new Sha256();
    TEXTS.forEach(name -> Sql.statements(Sql.resource(name)).forEach(hash::add));
    FactTable.ALL.forEach(t -> hash.add(t.folded().toString()).add(t.versions().toString()));
    return hash.hex();
  }
}
