package io.throughline.report.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.report.ApiDescription;
import io.throughline.report.ApiOperation;
import io.throughline.report.Head;
import io.throughline.report.ReportException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an OpenAPI document says that an API can do, in both of its languages. */
class OpenApiFormatTest {
  private static final String YAML =
      """
      # The pets of the shop.
      openapi: 3.1
      info: {title: Pets, version: 1}
      servers:
        - url: https://{region}.example/{stage}/
          variables: {region: {default: eu}, stage: {default: v2}}
        - url: /internal
      paths:
        /pets/{id}:
          parameters: []
          get:
            operationId: pet
            deprecated: true
            responses: {200: {}, 4xx: {}, default: {}, x-more: {}}
          delete: {}
      webhooks:
        gone: {post: {}}
      components:
        pathItems:
          other: {get: {}}
      """;

  private static ApiDescription read(String text) throws ReportException {
    return (ApiDescription)
        new OpenApiFormat()
            .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), detail -> {});
  }

  private static ApiDescription json(String text) throws ReportException {
    return read(text.replace('\'', '"'));
  }

  @Test
  void anOperationIsAMethodOfAPath() throws ReportException {
    assertThat(read(YAML))
        .isEqualTo(
            new ApiDescription(
                "Pets",
                List.of("/v2", "/internal"),
                List.of(
                    new ApiDescription.Operation(
                        new ApiOperation("GET", "/pets/{id}"),
                        "pet",
                        true,
                        Set.of("200", "4XX", "default")),
                    new ApiDescription.Operation(
                        new ApiOperation("DELETE", "/pets/{id}"), "", false, Set.of())),
                List.of("1 operations document no answer")));
  }

  @Test
  void swaggerHasAPathBeforeItsPaths() throws ReportException {
    ApiDescription found =
        json(
            "{'swagger':'2.0','host':'api.example','basePath':'/v1/','paths':{'/a':{"
                + "'get':{'responses':{'200':{}}},'x-get':{},'parameters':[]},'x-b':{'get':{}}}}");
    assertThat(found.bases()).containsExactly("/v1");
    assertThat(found.operations()).hasSize(1);
    assertThat(found.notes()).isEmpty();
    assertThat(json("{'swagger':2.0,'paths':{}}").bases()).containsExactly("");
  }

  @Test
  void whatIsNotFollowedIsNoted() throws ReportException {
    assertThat(
            json("{'openapi':'3.0.0','paths':{'/a':{'$ref':'b.yaml'},'/c':7,'/d':{'servers':[],"
                    + "'get':{'servers':[],'responses':{'2000':{}}}}}}")
                .notes())
        .containsExactly(
            "path /a refers to another place, so that its operations may be missing",
            "path /c is no description, so that its operations are missing",
            "path /d names servers of its own, which are not looked at",
            "GET /d names servers of its own, which are not looked at",
            "GET /d documents the answer \"2000\", which is no status",
            "1 operations document no answer");
    assertThat(
            read("swagger: '2.0'\npaths:\n  /a: &a {get: {responses: {200: {}}}}\n  /b: *a\n")
                .notes())
        .containsExactly("path /b is no description, so that its operations are missing");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example/v1,/v1",
    "https://api.example,''",
    "//api.example/v1,/v1",
    "/,''",
    "/v1/,/v1",
    "v1,/v1",
    "./v1,/v1",
    "{scheme}://api.example/v1?x,/v1",
    "'',''"
  })
  void aServerIsThePathBeforeThePaths(String url, String base) {
    assertThat(Server.base(url)).isEqualTo(base);
  }

  /** Each of thousands of variables by a long value would be longer than memory. */
  @Test
  void theVariablesOfAServerAreBounded() {
    ObjectNode server = JsonNodeFactory.instance.objectNode();
    server.put("url", "/" + "{a}".repeat(2_000));
    server.putObject("variables").putObject("a").put("default", "x".repeat(1_000_000));
    assertThat(Server.base(server)).hasSizeLessThan(10_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'openapi':'4.0','paths':{}}|it is written in openapi 4.0, which is none that is read",
        "{'swagger':'1.2','paths':{}}|it is written in swagger 1.2, which is none that is read",
        "{'openapi':'3.0.0'}|it describes no paths",
        "{'paths':{}}|it does not say which version of OpenAPI it is written in",
        "{'openapi':'3.0.0','paths':{'/a':{'get':{}},'/a':{'get':{}}}}|it describes GET /a twice",
        "{'openapi':'3.0.0','paths':{},'paths':{}}|it has its paths twice",
        "{'openapi':'3.0.0','paths':[]}|the paths is an array, where an object belongs"
      })
  void whatIsNoDescriptionIsRefused(String text, String message) {
    assertThatThrownBy(() -> json(text.replace('\'', '"')))
        .isInstanceOfSatisfying(
            ReportException.class,
            e -> {
              assertThat(e).hasMessage(message);
              assertThat(e.place()).startsWith("line 1, column ");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openapi: 3.0.0|true",
        "'# x\r\nopenapi: ''3.1.0'''|true",
        "'\"swagger\": \"2.0\"'|true",
        "openapi: 2.0|false",
        "'a:\n  openapi: 3.0.0'|false",
        "swaggerVersion: 2|false",
        "openapi is 3.|false"
      })
  void yamlIsToldByTheBeginningOfALine(String text, boolean is) {
    assertThat(new OpenApiFormat().isOf(new Head(text, null, Set.of(), Set.of()))).isEqualTo(is);
    assertThat(new OpenApiFormat().isOf(new Head(text, "html", Set.of(), Set.of()))).isFalse();
    assertThat(new OpenApiFormat().isOf(new Head(text, null, Set.of(), Set.of("a")))).isFalse();
  }

  @Test
  void aDamagedYamlIsReadOrRefused() {
    byte[] whole = YAML.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 3_000; round++) {
      byte[] damaged = whole.clone();
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        new OpenApiFormat().read(new ByteArrayInputStream(damaged), detail -> {});
      } catch (ReportException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(300, 2_999);
  }
}
