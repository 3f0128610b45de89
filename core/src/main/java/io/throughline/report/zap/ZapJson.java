package io.throughline.report.zap;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.Detail;
import io.throughline.report.FindingSummary;
import io.throughline.report.ReportException;
import io.throughline.report.json.JsonReader;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads ZAP's JSON. {@code site} is a list, or one site alone. */
final class ZapJson {
  private final JsonReader json;
  private final ZapFindings findings = new ZapFindings();
  private boolean any;

  private ZapJson(JsonReader json) {
    this.json = json;
  }

  static FindingSummary read(InputStream input, Consumer<? super Detail> details)
      throws ReportException {
    try (JsonReader json = JsonReader.of(input)) {
      return new ZapJson(json).all(details);
    }
  }

  private FindingSummary all(Consumer<? super Detail> details) throws ReportException {
    json.fields(
        "the report",
        name -> {
          if (name.equals("@version")) {
            findings.version(text());
          } else if (name.equals("site")) {
            any = true;
            if (json.isArray()) {
              json.items("the list of sites", this::site);
            } else {
              site();
            }
          }
        });
    if (!any) {
      throw json.at("it has no list of sites");
    }
    json.end();
    return findings.summary(details);
  }

  private void site() throws ReportException {
    String[] site = {""};
    json.fields(
        "a site",
        name -> {
          if (name.equals("@name")) {
            site[0] = text();
          } else if (name.equals("alerts")) {
            json.items("the alerts of a site", () -> alert(site[0]));
          }
        });
    try {
      findings.site(site[0]);
    } catch (ZapFindings.Refused e) {
      throw json.at(e.reason());
    }
  }

  private void alert(String site) throws ReportException {
    ZapAlert alert = new ZapAlert();
    json.fields(
        "an alert",
        name -> {
          if (name.equals("instances")) {
            json.items("the instances of an alert", () -> instance(alert));
          } else if (ZapAlert.isOfUse(name)) {
            alert.field(name, text());
          }
        });
    try {
      findings.alert(alert, site);
    } catch (ZapFindings.Refused e) {
      throw json.at(e.reason());
    }
  }

  private void instance(ZapAlert alert) throws ReportException {
    String[] uri = {""};
    String[] method = {""};
    json.fields(
        "an instance",
        name -> {
          if (name.equals("uri")) {
            uri[0] = text();
          } else if (name.equals("method")) {
            method[0] = text();
          }
        });
    try {
      findings.instance(alert, method[0], uri[0]);
    } catch (ZapFindings.Refused e) {
      throw json.at(e.reason());
    }
  }

  /** A text or a number, as tools that copy a report write the one for the other. */
  private String text() throws ReportException {
    JsonNode value = json.tree();
    return value.asText("").strip();
  }
}
