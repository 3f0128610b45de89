package io.throughline.report.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.report.ApiCalls;
import io.throughline.report.ApiDescription;
import io.throughline.report.ApiOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of an API was called. */
class ApiCoverageTest {
  /** Operations as {@code GET /a 200,4XX}; a {@code -} before one: it is deprecated. */
  private static ApiDescription api(List<String> bases, String... operations) {
    List<ApiDescription.Operation> all = new ArrayList<>();
    for (String operation : operations) {
      String[] parts = operation.replaceFirst("^-", "").split(" ");
      Set<String> statuses = parts.length < 3 ? Set.of() : Set.of(parts[2].split(","));
      all.add(
          new ApiDescription.Operation(
              new ApiOperation(parts[0], parts[1]), "", operation.startsWith("-"), statuses));
    }
    return new ApiDescription("", bases, all, List.of());
  }

  /** Calls as {@code GET /a 200,404}. */
  private static ApiCalls calls(String... calls) {
    Map<ApiOperation, Set<Integer>> all = new HashMap<>();
    for (String call : calls) {
      String[] parts = call.split(" ");
      all.put(
          new ApiOperation(parts[0], parts[1]),
          Arrays.stream(parts[2].split(",")).map(Integer::valueOf).collect(Collectors.toSet()));
    }
    return new ApiCalls(all, List.of());
  }

  private static String text(List<ApiOperation> operations) {
    return new TreeSet<>(operations).toString();
  }

  @Test
  void calledOperationsOfAll() {
    ApiCoverage found =
        ApiCoverage.of(
            api(List.of(""), "GET /a 200", "POST /a 201", "GET /a/{id} 200,404", "PUT /b 200"),
            calls("GET /a 200", "GET /a/7 200", "GET /a/8 404", "GET /c 200", "PATCH /a 405"),
            true);
    assertThat(found.called()).isEqualTo(2);
    assertThat(found.operations()).isEqualTo(4);
    assertThat(found.percent()).isEqualTo(50.0);
    assertThat(found.hitStatuses()).isEqualTo(3);
    assertThat(found.statuses()).isEqualTo(5);
    assertThat(found.statusPercent()).isEqualTo(60.0);
    assertThat(text(found.uncalled())).isEqualTo("[POST /a, PUT /b]");
    assertThat(text(found.undocumented())).isEqualTo("[PATCH /a, GET /c]");
  }

  @Test
  void nothingToCoverIsNoData() {
    ApiCoverage found = ApiCoverage.of(api(List.of("")), calls("GET /a 200"), true);
    assertThat(found.percent()).isNull();
    assertThat(found.statusPercent()).isNull();
    assertThat(text(found.undocumented())).isEqualTo("[GET /a]");
  }

  @Test
  void aDeprecatedOperationIsDocumentedEvenWhereItDoesNotCount() {
    ApiDescription api = api(List.of(""), "-GET /old 200", "GET /new 200");
    ApiCalls calls = calls("GET /old 200");
    assertThat(ApiCoverage.of(api, calls, true).percent()).isEqualTo(50.0);
    ApiCoverage without = ApiCoverage.of(api, calls, false);
    assertThat(without.percent()).isEqualTo(0.0);
    assertThat(without.operations()).isEqualTo(1);
    assertThat(without.statuses()).isEqualTo(1);
    assertThat(without.undocumented()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/pets/mine,/pets/mine",
    "/pets/mine/,/pets/mine",
    "/pets/7,/pets/{id}",
    "/pets/7.json,/pets/{id}.json",
    "/pets/7.json.json,/pets/{id}.json",
    "/pets/.json,/pets/{id}",
    "/pets/7/toys,/pets/{id}/toys",
    "/pets/mine/toys,/pets/mine/{what}",
    "/pets/mine/food,/pets/mine/{what}",
    "/pets/2020-05,/pets/{year}-{month}",
    "/pets/-05,/pets/{id}",
    "/,/"
  })
  void theMostConcretePathThatFitsIsTheOne(String path, String operation) {
    ApiDescription api =
        api(
            List.of(""),
            "GET /",
            "GET /pets/{id}",
            "GET /pets/{id}.json",
            "GET /pets/{year}-{month}",
            "GET /pets/mine",
            "GET /pets/mine/{what}",
            "GET /pets/{id}/toys",
            "POST /pets/7",
            "GET /pets/mine/toys/all");
    List<ApiOperation> uncalled =
        ApiCoverage.of(api, calls("GET " + path + " 200"), true).uncalled();
    assertThat(uncalled).hasSize(api.operations().size() - 1);
    assertThat(uncalled).doesNotContain(new ApiOperation("GET", operation));
  }

  @ParameterizedTest
  @CsvSource({"/pets", "/pets//toys", "/pets/7/8/9", "/Pets/7", "/x"})
  void whatFitsNothingIsUndocumented(String path) {
    ApiCoverage found =
        ApiCoverage.of(
            api(List.of(""), "GET /pets/{id}", "GET /pets/{id}/toys"),
            calls("GET " + path + " 200"),
            true);
    assertThat(found.called()).isZero();
    assertThat(text(found.undocumented())).isEqualTo("[GET " + path + "]");
  }

  @Test
  void aMoreConcretePathWithoutTheMethodIsNotTheOne() {
    ApiCoverage found =
        ApiCoverage.of(
            api(List.of(""), "GET /pets/mine", "DELETE /pets/{id}"),
            calls("DELETE /pets/mine 204"),
            true);
    assertThat(text(found.uncalled())).isEqualTo("[GET /pets/mine]");
    assertThat(found.undocumented()).isEmpty();
  }

  @Test
  void aCallLiesBelowAServer() {
    ApiCoverage found =
        ApiCoverage.of(
            api(List.of("/v1", "/v1/shop"), "GET /a", "GET /shop/b"),
            calls("GET /v1/shop/a 200", "GET /v1/shop/b 200", "GET /v12/a 200", "GET /a 200"),
            true);
    assertThat(found.called()).isEqualTo(2);
    assertThat(text(found.undocumented())).isEqualTo("[GET /a, GET /v12/a]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200,404,4XX,default|200|1",
        "200,404,4XX,default|404|1",
        "200,404,4XX,default|404,405,409|2",
        "200,404,4XX,default|200,404,400,500,503|4",
        "200|500|0"
      })
  void anAnswerHitsItsStatusElseItsRangeElseTheDefault(
      String documented, String answered, int hit) {
    ApiCoverage found =
        ApiCoverage.of(api(List.of(""), "GET /a " + documented), calls("GET /a " + answered), true);
    assertThat(found.hitStatuses()).isEqualTo(hit);
  }

  /** Browsers ask before they call another host. */
  @Test
  void theQuestionOfABrowserIsNoUndocumentedCall() {
    ApiCoverage found =
        ApiCoverage.of(api(List.of(""), "GET /a"), calls("OPTIONS /a 204", "OPTIONS /b 204"), true);
    assertThat(found.undocumented()).isEmpty();
    assertThat(found.called()).isZero();
  }

  /** A piece of many templates is looked through once, and not in all ways to divide it. */
  @Test
  void manyTemplatesInAPieceTakeNoTime() {
    PartOfPath part = PartOfPath.of("{x}a".repeat(1_000) + "b");
    assertThat(part.fits("a".repeat(100_000))).isFalse();
    assertThat(part.fits("xa".repeat(999) + "b")).isFalse();
    assertThat(part.fits("xa".repeat(1_000) + "b")).isTrue();
    assertThat(PartOfPath.of("{x}a".repeat(1_000)).fits("xa".repeat(1_000))).isTrue();
  }
}
