{%- extends 'nbgrader/base.tpl' -%}

{%- block body -%}
<style>
{{ look }}</style>
<link rel="stylesheet" href="{{ base_url }}/formgrader/class/class.css">
<nav class="course-links" aria-label="Elsewhere">
  <a href="{{ base_url }}/lab">JupyterLab</a>
  {%- if hub %}
  <a href="/">Book</a>
  <a href="{{ hub }}hub/logout">Log out</a>
  {%- endif %}
</nav>
{{ super() }}
{%- endblock -%}
