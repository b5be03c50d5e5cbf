{%- extends 'nbgrader/manage_submissions.tpl' -%}

{%- block messages -%}
<section class="course-class" aria-label="The whole class" data-work="{{ base_url }}/formgrader/api/assignment/{{ assignment_id | urlencode }}/all/">
  <p>
    <button type="button" class="btn btn-primary" data-kind="grade">Grade all</button>
    <button type="button" class="btn btn-primary" data-kind="feedback">Feedback for all</button>
    <a class="btn btn-default" href="{{ base_url }}/formgrader/written/{{ assignment_id | urlencode }}">Written answers</a>
    <a class="btn btn-default" href="{{ base_url }}/formgrader/report/{{ assignment_id | urlencode }}/">Report</a>
  </p>
  <p class="course-quiet">
    <em>Grade all</em> grades what is new or has changed, and makes the report.
    <em>Feedback for all</em> makes everyone's feedback and gives it out.
  </p>
  <div class="course-work" hidden>
    <p role="status"></p>
    <progress aria-label="How far it is"></progress>
    <details>
      <summary>What it says</summary>
      <pre tabindex="0"></pre>
    </details>
  </div>
</section>
<script src="{{ base_url }}/formgrader/class/class.js" type="module"></script>
{%- endblock -%}
