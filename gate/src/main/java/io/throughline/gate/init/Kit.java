package io.throughline.gate.init;

import io.throughline.gate.init.Answers.Ci;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which files a repository gets, and what is in them. */
final class Kit {
  private final List<KitFile> files = new ArrayList<>();
  private final Map<String, String> values;

  private Kit(Answers answers) {
    values =
        Map.of(
            "service", answers.service(),
            "team", answers.team(),
            "name", Ids.name(answers.service()));
  }

  static List<KitFile> files(Answers answers) {
    Kit kit = new Kit(answers);
    kit.add("gates.yaml", "gates-" + answers.kind() + ".yaml");
    if (answers.ci().contains(Ci.GITLAB)) {
      kit.add(".throughline/gitlab-ci.yml", "gitlab-ci.yml");
    }
    if (answers.ci().contains(Ci.JENKINS)) {
      kit.add(".throughline/Jenkinsfile.gates", "Jenkinsfile.gates");
    }
    if (answers.isService()) {
      kit.ofService(answers);
    }
    kit.addCommand(".throughline/sonarqube-webhook.sh", "sonarqube-webhook.sh");
    return List.copyOf(kit.files);
  }

  /** A library runs nowhere: it needs no environment, and nothing rolls it out. */
  private void ofService(Answers answers) {
    if (answers.ci().contains(Ci.GITLAB)) {
      add(".throughline/gitlab-ci-garden.yml", "gitlab-ci-garden.yml");
    }
    if (answers.ci().contains(Ci.JENKINS)) {
      add(".throughline/Jenkinsfile.garden", "Jenkinsfile.garden");
    }
    add("garden.yml", "garden.yml");
    add(".throughline/functional/Dockerfile", "functional.Dockerfile");
    add(".throughline/load/Dockerfile", "load.Dockerfile");
    add(".throughline/load/plan.jmx", "plan.jmx");
    add(".throughline/rollout-canary.yaml", "rollout-canary.yaml");
    add(".throughline/rollout-blue-green.yaml", "rollout-blue-green.yaml");
    add(".throughline/argocd-notifications-cm.yaml", "argocd-notifications-cm.yaml");
  }

  private void add(String path, String resource) {
    files.add(new KitFile(path, Template.filled(resource, values), false));
  }

  private void addCommand(String path, String resource) {
    files.add(new KitFile(path, Template.filled(resource, values), true));
  }
}
