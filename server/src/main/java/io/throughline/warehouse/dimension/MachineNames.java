package io.throughline.warehouse.dimension;

import java.util.List;

/**
 * User names that only machines have, as globs in lower case. Meant to be careful: a person who is
 * taken for a machine vanishes from the numbers, so first names are not on the lists, and an
 * account that the organisation's file gives to a person is never a machine.
 */
final class MachineNames {
  /** Agents that write changes of their own; they win over {@link #BOTS}. */
  static final List<String> AGENTS =
      List.of(
          "devin-ai*",
          "devin[bot]",
          "copilot-swe-agent*",
          "copilot[bot]",
          "claude[bot]",
          "claude-agent*",
          "claude-code*",
          "codex[bot]",
          "codex-agent*",
          "chatgpt-codex*",
          "cursor-agent*",
          "cursor[bot]",
          "google-labs-jules*",
          "openhands-agent*",
          "gitlab-duo*",
          "duo-developer*",
          "*-swe-agent*");

  /** Bots. */
  static final List<String> BOTS =
      List.of(
          "*[bot]",
          "*-bot",
          "*_bot",
          "bot-*",
          "renovate*",
          "dependabot*",
          "semantic-release*",
          "github-actions*",
          "gitlab-ci*",
          "service-account-*",
          "service_account_*",
          "mergify*",
          "greenkeeper*",
          "snyk-*",
          "pre-commit-ci*");

  private MachineNames() {}
}
