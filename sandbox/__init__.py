"""The box in which students' code runs, for graded notebooks and for students' servers alike.

`bubblewrap` is the box itself, `python` what of Python is seen inside it, `seccomp` what the kernel
refuses there, `linux` what Python does not offer of the kernel, `limits` what a submission may use,
`errors` the sentence that comes where there is no box: then nothing is run.
"""
