package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiAssistantsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Co-authored-by: Claude <noreply@anthropic.com> | claude
          Co-Authored-By: Claude Opus 4.5 <noreply@anthropic.com> | claude
          Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com> | copilot
          Co-authored-by: GitHub Copilot <copilot@github.com> | copilot
          Co-authored-by: Cursor <cursoragent@cursor.com> | cursor
          Co-authored-by: aider (gpt-4o) <noreply@aider.chat> | aider
          Co-authored-by: devin-ai-integration[bot] <158243242+devin-ai-integration[bot]@users.noreply.github.com> | devin
          Co-authored-by: gemini-code-assist[bot] <176961590+gemini-code-assist[bot]@users.noreply.github.com> | gemini
          Co-authored-by: Codex <codex@openai.com> | codex
          Co-authored-by: Claude Monet <claude@monet.example> | -
          Co-authored-by: Devin Smith <devin@example.com> | -
          Co-authored-by: Claude <claude@example.com> | -
          Co-authored-by: Ann <ann@example.com> | -
          Assisted-by: Claude | claude
          Assisted-by: GitLab Duo | gitlab-duo
          Assisted-by: Devin Smith <devin@example.com> | -
          Generated-by: ChatGPT | codex
          Assisted-by: Amazon Q Developer | amazon-q
          Assisted-by: Windsurf | windsurf
          Generated with [Claude Code](https://example.com/code) | claude
          🤖 Generated with Claude Code | claude
          Made with Cursor. | cursor
          Written by Devin Smith | -
          Generated with protoc | -
          we talked about copilot today | -
          """)
  void readsTrailersAndSentences(String line, String expected) {
    assertThat(AiAssistants.ofCommit("Fix the cart\n\nBody text.\n\n" + line)).isEqualTo(expected);
    assertThat(AiAssistants.ofMergeRequest("Text\n\n" + line, ",bug,")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          ,ai-assisted, | unnamed
          ,bug,ai::assisted, | unnamed
          ,Copilot, | copilot
          ,ai-assisted,claude-code, | claude
          ,maintenance,email, | -
          ,AI,cursor,gemini, | -
          """)
  void readsLabels(String labels, String expected) {
    assertThat(AiAssistants.ofMergeRequest(null, labels)).isEqualTo(expected);
  }

  @Test
  void nothingSaysNothing() {
    assertThat(AiAssistants.ofCommit(null)).isNull();
    assertThat(AiAssistants.ofMergeRequest(null, null)).isNull();
    assertThat(AiAssistants.ofCommit("x".repeat(500_000))).isNull();
  }
}
