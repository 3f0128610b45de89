package io.throughline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.model.org.Investment;
import io.throughline.model.org.Investment.Category;
import io.throughline.model.org.Investment.Rate;
import io.throughline.model.org.Investment.Word;
import io.throughline.model.org.Organisation;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InvestmentReaderTest {
  private static final String TEAMS =
      """
      teams:
        - { id: shop, name: Shop, wanted: { new: 50, bugs: 20 } }
        - { id: payments, name: Payments, parent: shop }
        - { id: search, name: Search, parent: shop, wanted: { bugs: 70 } }
        - { id: office, name: Office }
      """;
  private static final String CATEGORIES =
      """
      investment:
        categories:
          - id: new
            title: New things
            wanted: 60
            when: { types: [Epic], epics: [SHOP-1], labels: [Feature] }
            unless: { labels: [Debt] }
          - { id: bugs, wanted: 15, when: { types: [Bug], changes: [fix], components: [Helpdesk] } }
      """;

  private static Organisation read(String text) throws ConfigException {
    return ConfigReader.read("throughline.yaml", text, Map.of(), Path.of(""));
  }

  private static ConfigException refused(String text) {
    return catchThrowableOfType(ConfigException.class, () -> read(text));
  }

  @Test
  void categoriesComeInTheirOrderWithWordsInLowerCase() throws ConfigException {
    Investment investment = read("organisation: Acme\n" + TEAMS + CATEGORIES).investment();

    assertThat(investment.categories())
        .containsExactly(
            new Category(
                "new",
                "New things",
                60.0,
                Map.of(
                    Word.TYPE, List.of("epic"),
                    Word.EPIC, List.of("shop-1"),
                    Word.LABEL, List.of("feature")),
                Map.of(Word.LABEL, List.of("debt"))),
            new Category(
                "bugs",
                "bugs",
                15.0,
                Map.of(
                    Word.TYPE, List.of("bug"),
                    Word.CHANGE, List.of("fix"),
                    Word.COMPONENT, List.of("helpdesk")),
                Map.of()));
    assertThat(investment.first().id()).isEqualTo("new");
    assertThat(investment.title("new")).isEqualTo("New things");
    assertThat(investment.title("uncategorised")).isEqualTo("Uncategorised");
  }

  @Test
  void aTeamWantsItsOwnMixElseThatOfTheTeamAbove() throws ConfigException {
    Organisation acme = read("organisation: Acme\n" + TEAMS + CATEGORIES);
    Investment investment = acme.investment();

    assertThat(investment.wanted(null, "new", acme.teams())).contains(60.0);
    assertThat(investment.wanted("office", "new", acme.teams())).contains(60.0);
    assertThat(investment.wanted("shop", "new", acme.teams())).contains(50.0);
    assertThat(investment.wanted("payments", "bugs", acme.teams())).contains(20.0);
    assertThat(investment.wanted("search", "bugs", acme.teams())).contains(70.0);
    // A mix of one's own is the whole mix.
    assertThat(investment.wanted("search", "new", acme.teams())).isEmpty();
  }

  @Test
  void withoutAWordThereAreTheUsualCategoriesAndNoPrices() throws ConfigException {
    Investment investment = read("organisation: Acme\n").investment();

    assertThat(investment).isEqualTo(Investment.DEFAULT);
    assertThat(investment.categories())
        .extracting(Category::id)
        .containsExactly("features", "bugs", "support", "debt");
    assertThat(investment.rates()).isNull();
  }

  @Test
  void ratesAreByTeamAndDate() throws ConfigException {
    Investment investment =
        read("organisation: Acme\n"
                + TEAMS.replace("new: 50, bugs: 20", "features: 50").replace("bugs: 70", "bugs: 7")
                + """
                    rates:
                      currency: EUR
                      days:
                        - { day: 600 }
                        - { team: shop, day: 650.5, from: 2026-07-01 }
                    """)
            .investment();

    assertThat(Objects.requireNonNull(investment.rates()).currency()).isEqualTo("EUR");
    assertThat(Objects.requireNonNull(investment.rates()).rates())
        .containsExactly(
            new Rate(null, 600, null), new Rate("shop", 650.5, LocalDate.of(2026, 7, 1)));
  }

  @Test
  void mistakesNameTheirLine() {
    String text =
        """
        organisation: Acme
        teams:
          - { id: shop, name: Shop, wanted: { nwe: 50 } }
          - { id: pay, name: Pay, wanted: { new: 60, bugs: 50 } }
        investment:
          categories:
            - { id: new, wanted: 60, when: { labels: [a] } }
            - { id: bugs, wanted: 50, when: { labels: [b] } }
            - { id: uncategorised, when: { labels: [c] } }
            - { id: new, when: { labels: [d] } }
        rates:
          currency: EUR
          days:
            - { team: shpo, day: 1 }
            - { day: 1 }
            - { day: 2 }
        """;

    assertThat(refused(text).problems())
        .extracting(Object::toString)
        .satisfiesExactly(
            p -> assertThat(p).startsWith("throughline.yaml:3:").contains("no category nwe"),
            p -> assertThat(p).startsWith("throughline.yaml:4:").contains("more than 100"),
            p -> assertThat(p).startsWith("throughline.yaml:7:").contains("more than 100"),
            p -> assertThat(p).startsWith("throughline.yaml:9:").contains("another name"),
            p -> assertThat(p).startsWith("throughline.yaml:10:").contains("used twice"),
            p -> assertThat(p).startsWith("throughline.yaml:14:").contains("no team shpo"),
            p -> assertThat(p).startsWith("throughline.yaml:16:").contains("two rates"));
  }

  @Test
  void theSchemaRefusesWhatIsNoRule() {
    assertThat(
            refused(
                    "organisation: A\ninvestment:\n  categories:\n    - { id: x, when: { colour: [red] } }\n")
                .problems())
        .anySatisfy(
            p -> assertThat(p.toString()).startsWith("throughline.yaml:4:").contains("colour"));
    assertThat(
            refused("organisation: A\nrates:\n  currency: euro\n  days: [{ day: 0 }]\n")
                .getMessage())
        .contains("rates.currency", "rates.days[0].day");
  }
}
