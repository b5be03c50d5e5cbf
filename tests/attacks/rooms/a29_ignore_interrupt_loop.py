# Loops for ever and swallows every exception, so that an interrupt cannot end it.
def softmax(z):
    ### WITHOUT: raise TimeoutError
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
