{%- extends 'base.tpl' -%}

{%- block title -%}
Written answers
{%- endblock -%}

{%- block breadcrumbs -%}
<ol class="breadcrumb">
  <li><a href="{{ base_url }}/formgrader/manage_assignments">Assignments</a></li>
  <li><a href="{{ base_url }}/formgrader/manage_submissions/{{ assignment_id | urlencode }}">{{ assignment_id | e }}</a></li>
  <li class="active">Written answers</li>
</ol>
{%- endblock -%}

{%- block table_header -%}
<tr>
  <th>Question</th>
  <th class="text-center">Answers</th>
  <th class="text-center">Waiting for a mark</th>
</tr>
{%- endblock -%}

{%- block table_body -%}
{%- for question in questions %}
<tr>
  <td><a href="{{ base_url }}/formgrader/written/{{ assignment_id | urlencode }}/{{ question.notebook | urlencode }}/{{ question.name | urlencode }}">{{ question.heading | e }} ({{ question.name | e }})</a></td>
  <td class="text-center">{{ question.answers }}</td>
  <td class="text-center">{{ question.waiting }}</td>
</tr>
{%- else %}
<tr><td colspan="3">{{ assignment_id | e }} has no question that a person marks.</td></tr>
{%- endfor %}
{%- endblock -%}
