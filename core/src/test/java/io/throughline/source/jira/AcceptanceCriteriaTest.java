package io.throughline.source.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Criteria;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceCriteriaTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TBD",
        "TODO",
        "n/a",
        "to be defined",
        "Given ... When ... Then ...",
        "Given <a precondition>\nWhen <an action>\nThen <a result>",
        "h3. Acceptance criteria\n* \n* ",
        "*Acceptance criteria*\n- [criterion 1]\n- [criterion 2]"
      })
  void case28_onlyATemplateIsATemplate(String text) {
    assertThat(AcceptanceCriteria.ofField(text, 20)).isEqualTo(Criteria.TEMPLATE);
  }

  @Test
  void theFieldNeedsEnoughCharacters() {
    assertThat(AcceptanceCriteria.ofField("The cart keeps its items for a day", 20))
        .isEqualTo(Criteria.PRESENT);
    assertThat(AcceptanceCriteria.ofField("It works", 20)).isEqualTo(Criteria.MISSING);
    assertThat(AcceptanceCriteria.ofField(" ", 20)).isEqualTo(Criteria.MISSING);
    assertThat(AcceptanceCriteria.ofField(null, 20)).isEqualTo(Criteria.MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h3. Acceptance criteria\n* The cart is kept",
        "**Acceptance Criteria:**\n- The cart is kept",
        "Acceptance criteria:\n1. The cart is kept",
        "# Acceptance criteria\n- [ ] The cart is kept",
        "AC:\n* The cart is kept",
        "Given a full cart\nWhen I come back\nThen it is still full"
      })
  void aDescriptionMayHoldThem(String text) {
    assertThat(AcceptanceCriteria.ofDescription(text)).isEqualTo(Criteria.PRESENT);
  }

  @Test
  void aDescriptionMayHoldATemplateOrNothing() {
    assertThat(AcceptanceCriteria.ofDescription("h3. Acceptance criteria\n* ...\nh3. Notes\n* x"))
        .isEqualTo(Criteria.TEMPLATE);
    assertThat(AcceptanceCriteria.ofDescription("As a user I want a cart"))
        .isEqualTo(Criteria.MISSING);
  }

  @Test
  void aDocumentTreeIsRead() throws UnmappableException {
    String text =
        RichText.of(
            StrictJson.read(
                JiraSamples.json(
                    "{'type':'doc','content':[{'type':'heading','content':[{'type':'text','text':"
                        + "'Acceptance criteria'}]},{'type':'bulletList','content':[{'type':"
                        + "'listItem','content':[{'type':'paragraph','content':[{'type':'text',"
                        + "'text':'It is kept'}]}]}]},{'type':'taskList','content':[{'type':"
                        + "'taskItem','attrs':{'state':'DONE'},'content':[{'type':'text','text':"
                        + "'Do it'}]}]}]}")));
    assertThat(text).isEqualTo("h3. Acceptance criteria\n* It is kept\n* [x] Do it\n");
    assertThat(AcceptanceCriteria.ofDescription(text)).isEqualTo(Criteria.PRESENT);
    assertThat(AcceptanceCriteria.checklist(text)).isEqualTo(1);
  }
}
