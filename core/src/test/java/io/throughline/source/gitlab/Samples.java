package io.throughline.source.gitlab;

import java.util.LinkedHashMap;
import java.util.Map;

/** One small payload of every kind, written by hand; each maps to something. */
final class Samples {
  private static final String USER = "{'id':4,'username':'dee','name':'Dee','state':'active'}";
  private static final String PROJECT =
      "{'id':7,'name':'shop','path_with_namespace':'acme/shop','web_url':'https://g.example/acme/shop','default_branch':'main'}";
  private static final String TIME = "'2026-11-01T10:00:00.000Z'";
  private static final String COMMIT =
      "{'id':'0123456789abcdef0123456789abcdef01234567','authored_date':"
          + TIME
          + ",'committed_date':"
          + TIME
          + ",'author_email':'dee@example.com','message':'Fix'}";

  private Samples() {}

  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("projects", "[" + fullProject() + "]");
    all.put("project", fullProject());
    all.put("users", "[" + USER + "]");
    all.put("user", USER);
    all.put("members", "[" + USER + "]");
    all.put("merge_requests", "[" + PageMappingTest.MERGE_REQUEST + "]");
    all.put("merge_request", PageMappingTest.MERGE_REQUEST);
    all.put("merge_request_commits", "[" + COMMIT + "]");
    all.put(
        "merge_request_discussions",
        "[{'id':'d','individual_note':false,'notes':[{'id':1,'body':'why?','system':false,'author':"
            + USER
            + ",'created_at':"
            + TIME
            + "},{'id':2,'body':'requested review from @ann','system':true,'author':"
            + USER
            + ",'created_at':"
            + TIME
            + "}]}]");
    all.put(
        "merge_request_approvals",
        "{'approved_by':[{'user':" + USER + ",'approved_at':" + TIME + "}]}");
    all.put(
        "merge_request_state_events",
        "[{'id':1,'user':" + USER + ",'created_at':" + TIME + ",'state':'closed'}]");
    all.put(
        "merge_request_diffs",
        "[{'old_path':'a','new_path':'b','renamed_file':true,'deleted_file':false,'diff':'@@ -1 +1"
            + " @@'},{'new_path':'c','added_lines':1,'deleted_lines':2,'binary':false}]");
    String pipeline =
        "{'id':700,'project_id':7,'ref':'main','sha':'abc','tag':false,'status':'success','source':'push','created_at':"
            + TIME
            + ",'updated_at':"
            + TIME
            + ",'started_at':"
            + TIME
            + ",'finished_at':"
            + TIME
            + ",'duration':12.5}";
    all.put("pipelines", "[" + pipeline + "]");
    all.put("pipeline", pipeline);
    all.put(
        "pipeline_jobs",
        "[{'id':9,'name':'test','stage':'test','status':'failed','failure_reason':'script_failure','allow_failure':false,"
            + "'created_at':"
            + TIME
            + ",'finished_at':"
            + TIME
            + ",'duration':1,'pipeline':{'id':700}}]");
    all.put(
        "environments", "[{'id':1,'name':'production','tier':'production','state':'available'}]");
    all.put(
        "connected_mode",
        "[{'id':'0a','name':'connectedMode.json','type':'blob','path':'.sonarlint/connectedMode.json'}]");
    all.put(
        "gitops_commit",
        "{'id':'0123456789abcdef0123456789abcdef01234567','message':'Deploy','author_name':'Dee',"
            + "'author_email':'dee@example.com','committed_date':"
            + TIME
            + ",'merge':false,'branch':'main','files':[{'path':'a/values.yaml','diff':'@@ -1 +1 @@\\n-image: a/b:1\\n+image: a/b:2\\n'}],"
            + "'merge_requests':[{'id':70,'iid':5,'target_branch':'main','state':'merged','author':"
            + USER
            + "}]}");
    String deployment =
        "{'id':7000,'status':'success','sha':'abc','ref':'main','user':"
            + USER
            + ",'created_at':"
            + TIME
            + ",'updated_at':"
            + TIME
            + ",'environment':{'id':1,'name':'production'},'deployable':{'finished_at':"
            + TIME
            + "}}";
    all.put("deployments", "[" + deployment + "]");
    all.put("deployment", deployment);
    all.put("deployment_merge_requests", "[" + PageMappingTest.MERGE_REQUEST + "]");
    all.put(
        "releases",
        "[{'tag_name':'v1','name':'One','released_at':"
            + TIME
            + ",'commit':"
            + COMMIT
            + ",'_links':{'self':'https://g.example/r'}}]");
    hooks(all);
    all.replaceAll((kind, sample) -> sample.replace('\'', '"'));
    return all;
  }

  private static void hooks(Map<String, String> all) {
    String push =
        "{'project_id':7,'user_id':4,'user_username':'dee','user_name':'Dee','project':"
            + PROJECT
            + ",'commits':[{'id':'a'}],'total_commits_count':30";
    all.put("Push Hook", push + "}");
    all.put("System Hook", push + ",'event_name':'push'}");
    all.put(
        "Merge Request Hook",
        "{'user':"
            + USER
            + ",'project':"
            + PROJECT
            + ",'object_attributes':{'id':70,'iid':5,'target_project_id':7,'title':'x','state':'merged','action':'merge','updated_at':'2026-11-01"
            + " 10:00:00 UTC','last_commit':{'id':'a'}},'labels':[{'title':'bug'}],"
            + "'changes':{'draft':{'previous':true,'current':false},'reviewers':{'previous':[],'current':["
            + USER
            + "]}}}");
    all.put(
        "Note Hook",
        "{'user':"
            + USER
            + ",'project_id':7,'project':"
            + PROJECT
            + ",'object_attributes':{'id':1,'note':'why?','noteable_type':'MergeRequest','noteable_id':70,'author_id':4,"
            + "'type':'DiffNote','discussion_id':'d','system':false,'created_at':"
            + TIME
            + ",'updated_at':"
            + TIME
            + "},'merge_request':{'id':70,'iid':5,'target_project_id':7,'title':'x','state':'opened','updated_at':"
            + TIME
            + "}}");
    all.put(
        "Pipeline Hook",
        "{'user':"
            + USER
            + ",'project':"
            + PROJECT
            + ",'object_attributes':{'id':700,'status':'success','created_at':"
            + TIME
            + ",'finished_at':"
            + TIME
            + ",'duration':60},'builds':[{'id':9,'name':'test','status':'success','created_at':"
            + TIME
            + "}]}");
    all.put(
        "Job Hook",
        "{'build_id':9,'build_name':'test','build_stage':'test','build_status':'running','build_created_at':"
            + TIME
            + ",'build_duration':null,'build_failure_reason':'unknown_failure','pipeline_id':700,'project_id':7}");
    all.put(
        "Deployment Hook",
        "{'deployment_id':7000,'status':'success','status_changed_at':'2026-11-01 10:00:00"
            + " +0000','environment':'production','environment_tier':'production','user':"
            + USER
            + ",'project':"
            + PROJECT
            + "}");
    all.put(
        "Release Hook",
        "{'action':'create','tag':'v1','released_at':"
            + TIME
            + ",'commit':{'id':'a'},'project':"
            + PROJECT
            + "}");
  }

  private static String fullProject() {
    return PROJECT.substring(0, PROJECT.length() - 1)
        + ",'created_at':"
        + TIME
        + ",'archived':false}";
  }
}
