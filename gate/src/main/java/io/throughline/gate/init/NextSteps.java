package io.throughline.gate.init;

import io.throughline.gate.init.Answers.Ci;
import java.util.ArrayList;
import java.util.List;

/** What is left to do by hand, because only the team can know it. */
final class NextSteps {
  private NextSteps() {}

  static List<String> of(Answers answers) {
    List<String> steps = new ArrayList<>();
    if (answers.ci().contains(Ci.GITLAB)) {
      steps.add(
          answers.isService()
              ? "include .throughline/gitlab-ci.yml and gitlab-ci-garden.yml from .gitlab-ci.yml"
              : "include .throughline/gitlab-ci.yml from .gitlab-ci.yml");
    }
    if (answers.ci().contains(Ci.JENKINS)) {
      steps.add(
          answers.isService()
              ? "paste the stages of .throughline/Jenkinsfile.garden and .gates into the Jenkinsfile"
              : "paste the stage of .throughline/Jenkinsfile.gates into the Jenkinsfile");
    }
    steps.add("agree in gates.yaml on what differs from the rules that ship");
    if (answers.isService()) {
      steps.add(
          "say in garden.yml what stands at TODO, and put the calls that matter into plan.jmx");
      steps.add("move one of the two rollouts to the GitOps repository");
      steps.add("let Argo CD tell of deployments: .throughline/argocd-notifications-cm.yaml");
    }
    steps.add("let SonarQube tell of analyses: .throughline/sonarqube-webhook.sh");
    steps.add(
        "name it in throughline.yaml: services: [{ id: \"%s\", kind: %s, gitlab: its path }]"
            .formatted(answers.service(), answers.kind()));
    return List.copyOf(steps);
  }
}
