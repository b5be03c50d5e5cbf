"""The course on Kubernetes: what the Zero to JupyterHub chart is told, and what stands beside it.

    Dockerfile        the images: of the hub, of a student's server, of all that teaches and grades
    requirements.txt  their packages: the project's, with the JupyterHub of the chart
    values.yaml       the chart's values
    configure         the hub's part of `course.toml`, in the hub's pod
    prepare           the course on its volume, before the submission service starts
    check             whether a pod may grade
    manifests/        submissions, PostgreSQL, Dask, and who may speak to whom

It was never tried on a cluster. The book's page *A class on Kubernetes* says what was checked.
"""
