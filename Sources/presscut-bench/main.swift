print("presscut-bench")
