import Newsprint

print("presscut")
