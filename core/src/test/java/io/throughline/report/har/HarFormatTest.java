package io.throughline.report.har;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.ApiCalls;
import io.throughline.report.ApiOperation;
import io.throughline.report.ReportException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a recording is a call, and what of a call is kept. */
class HarFormatTest {
  private static ApiCalls read(String text) throws ReportException {
    return (ApiCalls)
        new HarFormat()
            .read(
                new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                detail -> {});
  }

  private static ApiCalls entries(String... entries) throws ReportException {
    return read("{'log':{'entries':[" + String.join(",", entries) + "]}}");
  }

  private static String entry(String method, String url, String status) {
    return "{'request':{'method':'%s','url':'%s','headers':[{'name':'Authorization','value':'secret'}],"
            .formatted(method, url)
        + "'cookies':[{'value':'secret'}],'postData':{'text':'secret'}},"
        + "'response':{'status':%s,'content':{'text':'secret'}}}".formatted(status);
  }

  @Test
  void aCallIsMethodPathAndStatusAndNothingElse() throws ReportException {
    ApiCalls found =
        entries(
            entry(
                "get",
                "https://user:secret@API.example:8443/v1/pets;jsessionid=secret?k=secret",
                "200"),
            entry("GET", "https://api.example:8443/v1/pets#secret", "404"),
            entry("POST", "https://api.example:8443", "201"));
    assertThat(found.calls())
        .isEqualTo(
            Map.of(
                new ApiOperation("GET", "/v1/pets"), Set.of(200, 404),
                new ApiOperation("POST", "/"), Set.of(201)));
    assertThat(found.notes()).isEmpty();
    assertThat(found.toString()).doesNotContain("secret");
  }

  @Test
  void whatWasNeverAnsweredOrIsNotOfHttpIsNoCall() throws ReportException {
    ApiCalls found =
        entries(
            entry("GET", "https://a/x", "0"),
            entry("GET", "https://a/x", "-1"),
            entry("GET", "https://a/x", "null"),
            "{'request':{'method':'GET','url':'https://a/x'}}",
            entry("GET", "data:image/png;base64,secret", "200"),
            entry("CONNECT", "https://a/", "200"));
    assertThat(found.calls()).isEmpty();
    assertThat(found.notes())
        .containsExactly(
            "4 requests were never answered, and are no calls",
            "2 requests were none of HTTP, and are no calls");
  }

  @Test
  void severalHostsAreNoted() throws ReportException {
    ApiCalls found = entries(entry("GET", "https://a/x", "200"), entry("GET", "http://b/x", "500"));
    assertThat(found.calls()).isEqualTo(Map.of(new ApiOperation("GET", "/x"), Set.of(200, 500)));
    assertThat(found.notes())
        .containsExactly(
            "its calls went to 2 hosts, which are not told apart: http://b, https://a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'log':{'creator':{}}}|line 1, column 22: it has no list of entries",
        "{'log':{'entries':[{'request':{'url':'https://a/'}}]}}"
            + "|line 1, column 51: a request has the method \"\"",
        "{'log':{'entries':[{'request':{'method':7}}]}}"
            + "|line 1, column 41: the method of a request is 7, where a text belongs",
        "{'log':{'entries':[{'response':{'status':'x'}}]}}"
            + "|line 1, column 42: an answer has a status that is no number",
        "{'log':{'entries':[{'response':{'status':2.5}}]}}"
            + "|line 1, column 42: an answer has a status that is no whole number"
      })
  void whatIsNoRecordingIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(ReportException.class).hasToString(message);
  }
}
